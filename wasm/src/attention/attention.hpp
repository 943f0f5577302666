#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "../parameters.hpp"
#include "../settings.hpp"
#include "../tape.hpp"

namespace softlook {

// What is asked (queries), what it is compared with (keys), what comes back in proportion (values).
struct AttentionInput {
  Tensor queries;  // [Tq,D]
  Tensor keys;     // [Tk,D]
  Tensor values;   // [Tk,C]
};

struct AttentionOutput {
  Tensor output;   // [Tq,C]: the weighted values
  Tensor weights;  // [Tq,Tk]: row = who looks, column = at whom
  Tensor scores;   // [Tq,Tk]: before they became weights
};

// One way to look. It may have parameters of its own, which it declares when it is made.
class Attention {
 public:
  virtual ~Attention() = default;
  virtual AttentionOutput attend(Tape&, const AttentionInput&) const = 0;
};

// What an attention is made from.
struct AttentionParts {
  const Settings& settings;
  Parameters& parameters;
  int width;  // D
};

// One row of the registry: an attention, its name, and what holds for it. The tests check each
// property that is claimed here.
struct AttentionKind {
  std::string_view name;
  std::string_view summary;
  bool rows_sum_to_one;
  bool causal;
  std::span<const Setting> settings;
  std::unique_ptr<Attention> (*make)(const AttentionParts&);
};

std::span<const AttentionKind> attentions();
const AttentionKind& find_attention(std::string_view name);

}  // namespace softlook
