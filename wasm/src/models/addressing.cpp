// Soft addressing: of a memory of [key | value] the last vector asks for a value by a key,
//
//     q = W·query/τ     kᵢ = U·keyᵢ     α = softmax over i of q·kᵢ     output = V·Σᵢ αᵢ·valueᵢ
//
// as J. Weston, S. Chopra, A. Bordes, 2014, "Memory Networks", and A. Graves, G. Wayne, I. Danihelka,
// 2014, "Neural Turing Machines", read theirs. τ is the temperature: the larger, the more alike the
// weights; towards 0 only the best key counts, as in a table. It divides the queries, and so every score
// that is a multiple of its query: not those of `cosine`, which has a `sharpness`.
//
// A value is as long as the answer and stands last in its vector; what is before it is the key.

#include <cmath>

#include "../layers/side.hpp"
#include "model.hpp"

namespace softlook {
namespace {

class Addressing final : public Model {
 public:
  explicit Addressing(const Parts& parts)
      : form_(checked(parts.form)),
        settings_(parts.settings),
        key_size_(form_.input.width - answer_width(form_.target)),
        attention_(parts.attention.make(
            {parts.settings, parts.parameters, "attention", key_size_, form_.input.length - 1})),
        w_(declare(parts, "W", key_size_, key_size_)),
        u_(declare(parts, "U", attention_->key_width(), key_size_)),
        v_(declare(parts, "V", answer_width(form_.target), found_width())) {}

  Pass forward(Tape& tape, const Batch& batch) const override {
    const Tensor x = tape.name("input", batch.input, Axis::input);  // [B,T,K+A]
    const int slots = x.shape[1] - 1;
    if (slots < 1)
      fail("[model] `addressing` asks a memory with the last vector; give at least one before it");
    // Only the last vector asks. To an observer each one shows what it would find.
    const bool all = tape.shows_everything();
    const Tensor asking = all ? x : last(tape, x), stored = slice(tape, x, 1, 0, slots);
    const Tensor queries = linear(tape, slice(tape, asking, 2, 0, key_size_), w_);
    const Tensor keys = linear(tape, slice(tape, stored, 2, 0, key_size_), u_);
    const Tensor values =
        slice(tape, stored, 2, key_size_, answer_width(form_.target));  // [B,T−1,A]
    const float warmth = 1 / settings_.number("temperature");
    const AttentionOutput found =
        attend(tape, {tape.name("queries", scale(tape, queries, warmth), Axis::input),
                      tape.name("keys", keys, Axis::input), values});
    const Tensor output =
        tape.name("output", linear(tape, last(tape, found.output), v_));  // [B,1,A]

    const Tensor target =
        name_side(tape, "target", form_.target, batch.target, Axis::target);  // [B,T] or [B,T,A]
    const Tensor wanted = last(tape, target);
    return {loss_of(tape, form_.target, output, wanted), output, wanted,
            found.weights.values ? slice(tape, found.weights, 2, all ? slots : 0, 1) : Tensor{},
            batch.alignment.values ? last(tape, among_slots(tape, batch.alignment)) : Tensor{}};
  }

 private:
  static Tensor last(Tape& tape, const Tensor& x) { return slice(tape, x, 1, x.shape[1] - 1, 1); }

  // The last vector is not stored.       [B,T,T] → [B,T,T−1]
  static Tensor among_slots(Tape& tape, const Tensor& alignment) {
    const Tensor slots = slice(tape, alignment, 2, 0, alignment.shape[2] - 1);
    return tape.show("alignment", slots, Axis::input, Axis::input);
  }

  AttentionOutput attend(Tape& tape, const AttentionInput& in) const {
    const Tape::Within within(tape, "attention");
    const AttentionOutput found = attention_->attend(tape, in);
    return {tape.name("output", found.output, Axis::input), found.weights};
  }

  int found_width() const {
    const int width = answer_width(form_.target);
    if (width % attention_->heads().keys != 0)
      fail("[settings] `heads` must divide the width of a value: % does not divide %",
           {attention_->heads().keys, width});
    return attention_->output_width(width);
  }

  static const Form& checked(const Form& form) {
    if (form.input.tokens() || form.separate || form.input.width <= answer_width(form.target))
      fail(
          "[model] `addressing` reads vectors of a key and a value, and answers with a value; this "
          "task has others");
    return form;
  }

  static const Tensor& declare(const Parts& parts, const char* name, int to, int from) {
    const float scale = parts.settings.number("start-scale");
    return parts.parameters.add(name, {to, from},
                                Start::normal(scale / std::sqrt(static_cast<float>(from))));
  }

  Form form_;
  const Settings& settings_;  // the temperature may change during a run
  int key_size_;              // K
  std::unique_ptr<Attention> attention_;
  const Tensor& w_;  // [K,K]
  const Tensor& u_;  // [K,K], or as wide as the attention wants its keys
  const Tensor& v_;  // [A,A], or from as wide as what the attention brings
};

constexpr Setting settings[] = {
    {.name = "temperature",
     .summary = "what the queries are divided by: the more, the more alike all weights",
     .kind = Setting::Kind::number,
     .minimum = 0.01,
     .maximum = 100,
     .initial = 1,
     .live = true},
    {.name = "start-scale",
     .summary = "how large W, U and V are at first: the deviation of each number, times √width",
     .kind = Setting::Kind::number,
     .minimum = 0,
     .maximum = 2,
     .initial = 0.3},
};

}  // namespace

ModelKind addressing_model() {
  return {.name = "addressing",
          .summary = "a memory of keys and values, asked by the likeness of keys",
          .settings = settings,
          .make = [](const Parts& parts) -> std::unique_ptr<Model> {
            return std::make_unique<Addressing>(parts);
          }};
}

}  // namespace softlook
