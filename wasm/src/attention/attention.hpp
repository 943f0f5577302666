#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "../ops/ops.hpp"
#include "../parameters.hpp"
#include "../settings.hpp"

namespace softlook {

// What is asked (queries), what it is compared with (keys), what comes back in proportion (values).
// The heads lie side by side in each vector. There may be fewer heads of keys and values than of
// queries: G = H/Hk queries share one.
struct AttentionInput {
  Tensor queries;  // [B,Tq,H·D]
  Tensor keys;     // [B,Tk,Hk·D]
  Tensor values;   // [B,Tk,Hk·Dv]
  Mask mask = {};
  float dropout = 0;              // of the weights, while training
  Axis query_axis = Axis::input;  // what the queries and the keys stand for
  Axis key_axis = Axis::input;
  bool weighs = false;    // the weights are used too, so that they must be there
  float temperature = 1;  // divides the scores: near 0 only the largest counts, far above all do
};

// The weights are not always there: a fused attention makes none that it need not keep. While a tape
// shows everything they are, and where they are asked for.
struct AttentionOutput {
  Tensor output;   // [B,Tq,H·Dv]: the weighted values
  Tensor weights;  // [B,H,Tq,Tk]: row = who looks, column = at whom
};

// How many heads a look-up has: H of queries, Hk of keys and values.
struct Heads {
  int queries = 1;
  int keys = 1;
};

// What an attention is made from.
struct AttentionParts {
  const Settings& settings;
  Parameters& parameters;
  std::string name;  // of the layer: the front of its parameters' names
  int width;         // H·D
  int length;        // the largest Tk
};

// One way to look. It may have parameters of its own, which it declares when it is made.
class Attention {
 public:
  Attention(const AttentionParts&, Heads);
  virtual ~Attention() = default;

  // Makes the scores and weights readable as "scores" and "weights".
  virtual AttentionOutput attend(Tape&, const AttentionInput&) const = 0;

  const Heads& heads() const { return heads_; }
  int head_width() const { return head_width_; }  // D
  int key_width() const { return head_width_ * heads_.keys; }
  // Each query head brings a vector as wide as one value head.
  int output_width(int value_width) const { return value_width / heads_.keys * heads_.queries; }

 private:
  Heads heads_;
  int head_width_;
};

// One row of the registry: an attention, its name, and what holds for it. The tests check each
// property that is claimed here.
struct AttentionKind {
  std::string_view name;
  std::string_view summary;
  bool rows_sum_to_one;
  bool causal;         // by itself, whatever the mask
  bool linear_memory;  // in T, while training
  std::span<const Setting> settings;
  std::unique_ptr<Attention> (*make)(const AttentionParts&);
};

std::span<const AttentionKind> attentions();
const AttentionKind& find_attention(std::string_view name);

// The setting `heads`, which every attention declares with a default of its own.
constexpr Setting heads_setting(double initial) {
  return {.name = "heads",
          .summary = "how many look-ups go on side by side, each in its part of the width",
          .kind = Setting::Kind::integer,
          .minimum = 1,
          .maximum = 64,
          .initial = initial};
}
constexpr Setting one_head[] = {heads_setting(1)};

// As many heads of keys as of queries.
Heads equal_heads(const Settings&);

// An attention that has no more to it than its settings.
template <class Kind>
std::unique_ptr<Attention> make_attention(const AttentionParts& parts) {
  return std::make_unique<Kind>(parts);
}

}  // namespace softlook
