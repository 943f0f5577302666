// An attention and nothing else: every number that it works with is in its input.
//
//     [Q | K | V] = input + shift     S = the attention's scores/τ, masked     output = weights(S)·V
//
// τ is the temperature. The shift is 0 at first: it is there for gradients to arrive at, and to be
// trained. Where several heads of queries share keys, only the first numbers of K and V are used.

#include "../ops/ops.hpp"
#include "model.hpp"

namespace softlook {
namespace {

constexpr std::string_view masks[] = {"none", "causal"};

class Calculator final : public Model {
 public:
  explicit Calculator(const Parts& parts)
      : width_(width_of(parts.form)),
        settings_(parts.settings),
        attention_(parts.attention.make(
            {parts.settings, parts.parameters, "attention", width_, parts.form.input.length})),
        shift_(parts.parameters.add("shift", {parts.form.input.length, 3 * width_},
                                    Start::constant(0))) {}

  Pass forward(Tape& tape, const Batch& batch) const override {
    const Tensor input = tape.name("input", batch.input, Axis::input);  // [B,T,3·C]
    const Tensor moved = add(tape, input, slice(tape, shift_, 0, 0, input.shape[1]));
    const auto part = [&](const char* name, int place, int width) {
      return tape.name(name, slice(tape, moved, 2, place * width_, width), Axis::input);
    };
    const int shared = attention_->key_width();
    AttentionInput in{part("queries", 0, width_), part("keys", 1, shared),
                      part("values", 2, shared)};
    // It may change during a run, and at 1 the scores are not scaled: planned is for when they are.
    in.temperature = tape.arena().measures() ? 2 : settings_.number("temperature");
    in.mask.causal = settings_.choice("mask") == "causal";
    const AttentionOutput found = attend(tape, in);
    const Tensor output = tape.name("output", found.output, Axis::input);  // [B,T,C]
    tape.name("target", batch.target, Axis::input);
    return {mean_squared_error(tape, output, batch.target), output, batch.target, found.weights};
  }

 private:
  AttentionOutput attend(Tape& tape, const AttentionInput& in) const {
    const Tape::Within within(tape, "attention");
    return attention_->attend(tape, in);
  }

  static int width_of(const Form& form) {
    if (form.input.tokens() || form.target.tokens() || form.separate ||
        form.input.width != 3 * form.target.width)
      fail(
          "[model] `calculator` takes vectors that hold a query, a key and a value side by side, "
          "and "
          "gives as many values; this task has others");
    return form.target.width;
  }

  int width_;
  const Settings& settings_;  // the temperature may change during a run
  std::unique_ptr<Attention> attention_;
  const Tensor& shift_;  // [rows,3·C]
};

constexpr Setting settings[] = {
    {.name = "temperature",
     .summary =
         "what the scores are divided by: near 0 the best key alone counts, far above all do",
     .kind = Setting::Kind::number,
     .minimum = 0.001,
     .maximum = 1000,
     .initial = 1,
     .live = true},
    {.name = "mask",
     .summary = "whether a query sees every key, or those up to its own place",
     .kind = Setting::Kind::choice,
     .options = masks},
};

}  // namespace

ModelKind calculator_model() {
  return {.name = "calculator",
          .summary = "an attention and nothing else: queries, keys and values are the input",
          .settings = settings,
          .make = [](const Parts& parts) -> std::unique_ptr<Model> {
            return std::make_unique<Calculator>(parts);
          }};
}

}  // namespace softlook
