#pragma once

#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "../rng.hpp"
#include "../settings.hpp"
#include "../tape.hpp"

namespace softlook {

// One side of a task: a sequence of tokens out of a vocabulary, or of vectors. An image is the
// sequence of its rows.
struct Side {
  int length;                      // at most
  int width = 0;                   // of a vector; 0 for tokens
  int vocabulary = 0;              // 0 for vectors
  bool image = false;              // always of this length
  std::vector<float> rarity = {};  // of each token ln(N/n), if n of N samples hold it; or nothing:
                                   // nobody has counted

  bool tokens() const { return vocabulary > 0; }
};

// What a model has to know of a task before it is built.
struct Form {
  Side input;
  Side target;
  bool separate = false;  // the target is a sequence of its own; else target t belongs to input t
  bool causal = false;    // the answer at t may come from inputs up to t alone
};

// Some samples. Tokens are whole numbers; −1 is padding in an input, and no answer in a target.
struct Batch {
  Tensor input;           // [B,T] or [B,T,C]
  Tensor target;          // [B,T] or [B,T,C]: row t is the answer to position t
  Tensor alignment = {};  // [B,Tq,Tk]: 1 where position t should look, else 0; or nothing. Of an
                          // image the positions are its pixels, row by row
};

// Samples from outside: tokens or vectors, as the task has them. The lengths may be smaller than the
// task's, the number of samples may be any.
struct Given {
  struct Numbers {
    std::vector<int> shape;  // [B,T] of tokens, [B,T,C] of vectors
    std::vector<float> values;
  };
  Numbers input;
  Numbers target;
};

// A data set that is generated, or made of data that somebody brings.
class Task {
 public:
  explicit Task(const Form& form) : form_(form) {}
  virtual ~Task() = default;

  const Form& form() const { return form_; }
  virtual Batch sample(Rng&, Tape&, int samples) const = 0;
  // One that is never trained on. Where samples are drawn afresh from the numbers of a stream, that
  // of another stream is one; where they are somebody's own, some of these are kept for it.
  virtual Batch held_out(Rng& rng, Tape& tape) const { return sample(rng, tape, 1); }
  // Whether it can give samples; if not, sample() is for planning alone.
  virtual bool has_samples() const { return true; }
  // The loss of a perfect model, in nats per token, where it is known exactly; else NaN.
  virtual double entropy() const { return std::numeric_limits<double>::quiet_NaN(); }
  // What the positions of a side are called, where it has vectors; tokens are called by label().
  virtual std::vector<std::string> positions(Axis) const { return {}; }
  // How people write a token.
  virtual std::string label(Axis, int token) const { return std::to_string(token); }
  // A sample that somebody wrote, with its answer if the task knows it, else with answers of −1;
  // what is no sample is refused with a sentence.
  virtual Given read(std::string_view written) const;

 private:
  Form form_;
};

// What the token is called after which nothing comes.
inline constexpr std::string_view end_label = "∎";

// What a task is made from.
struct TaskParts {
  const Settings& settings;
  std::string_view data = {};  // what somebody brought, the bytes of a file; or nothing
};

// One row of the registry.
struct TaskKind {
  std::string_view name;
  std::string_view summary;
  std::span<const Setting> settings;
  std::unique_ptr<Task> (*make)(const TaskParts&);
  std::string_view data = {};  // what it takes of somebody's own, in a few words; or nothing
};

template <class Kind>
std::unique_ptr<Task> make_task(const TaskParts& parts) {
  return std::make_unique<Kind>(parts);
}

std::span<const TaskKind> tasks();
const TaskKind& find_task(std::string_view name);

// The setting `batch`, which every task declares with a default of its own.
constexpr Setting batch_setting(double initial) {
  return {.name = "batch",
          .summary = "samples in a step",
          .kind = Setting::Kind::integer,
          .minimum = 1,
          .maximum = 1024,
          .initial = initial};
}

}  // namespace softlook
