// Nothing but a look-up: a table of keys and values, which are learned or given, and the input asks.
//
//     output = attention(queries = input, keys, values)
//
// It is the soft memory that attention is explained by: an address is compared with every key, and the
// values come back in proportion.

#include <cmath>

#include "model.hpp"

namespace softlook {
namespace {

class LookUp final : public Model {
 public:
  explicit LookUp(const Parts& parts)
      : attention_(parts.attention.make({parts.settings, parts.parameters, "attention",
                                         checked(parts.form).input.width,
                                         parts.settings.integer("slots")})),
        keys_(declare(parts, "keys", attention_->key_width())),
        values_(declare(parts, "values", value_width(parts.form.target.width))) {}

  Pass forward(Tape& tape, const Batch& batch) const override {
    const Tensor input = tape.name("input", batch.input, Axis::input);  // [B,T,C]
    const int samples = input.shape[0], length = input.shape[1];
    // All samples ask the same table: they are as many questions.
    const Tensor queries = reshape(input, {1, samples * length, input.shape[2]});
    const Tensor found = attend(tape, {queries, table(keys_), table(values_)});
    const Tensor output =
        tape.name("output", reshape(found, {samples, length, found.shape[2]}), Axis::input);
    tape.name("target", batch.target, Axis::input);
    return {mean_squared_error(tape, output, batch.target), output, batch.target, {}, {}};
  }

 private:
  Tensor attend(Tape& tape, AttentionInput in) const {
    const Tape::Within within(tape, "attention");
    in.key_axis = Axis::none;
    return attention_->attend(tape, in).output;
  }

  static Tensor table(const Tensor& x) { return reshape(x, {1, x.shape[0], x.shape[1]}); }

  static const Form& checked(const Form& form) {
    if (form.input.tokens() || form.target.tokens() || form.separate || form.causal)
      fail("[model] `look-up` takes vectors and gives a vector for each; this task has others");
    return form;
  }

  int value_width(int target_width) const {
    const Heads heads = attention_->heads();
    if (target_width % heads.queries != 0)
      fail("[settings] `heads` must divide the width of the target: % does not divide %",
           {heads.queries, target_width});
    return target_width / heads.queries * heads.keys;
  }

  static const Tensor& declare(const Parts& parts, const char* name, int width) {
    return parts.parameters.add(name, {parts.settings.integer("slots"), width},
                                Start::normal(1 / std::sqrt(static_cast<float>(width))));
  }

  std::unique_ptr<Attention> attention_;
  const Tensor& keys_;    // [S,C]
  const Tensor& values_;  // [S,Cv]
};

constexpr Setting settings[] = {
    {.name = "slots",
     .summary = "how many keys the table has, each with a value",
     .kind = Setting::Kind::integer,
     .minimum = 1,
     .maximum = 4096,
     .initial = 8},
};

}  // namespace

ModelKind look_up_model() {
  return {.name = "look-up",
          .summary = "a table of keys and values, looked up softly with the input",
          .settings = settings,
          .make = [](const Parts& parts) -> std::unique_ptr<Model> {
            return std::make_unique<LookUp>(parts);
          }};
}

}  // namespace softlook
