// Soft look-up of the next vector. From x₁ … xₙ₋₁ predict xₙ, with three learned matrices:
//
//     q = W·xₙ₋₁     kᵢ = U·xᵢ     α = softmax over i of q·kᵢ     x̂ₙ = V·Σᵢ αᵢ·xᵢ
//
// The values are the vectors themselves. The loss is the mean squared error of x̂ₙ. With the
// attention `dot` this is the formula above; any other attention takes the same q, k and x.
//
// With an encoder a recurrent network reads the vectors first, in their order, and its states h ask and
// are found in their place, as D. Bahdanau, K. Cho, Y. Bengio, 2015, "Neural Machine Translation by
// Jointly Learning to Align and Translate", do:
//
//     h₁ … hₙ₋₁ = RNN(x₁ … xₙ₋₁)     q = W·hₙ₋₁     kᵢ = U·hᵢ
//
// The values stay the vectors.

#include <cmath>
#include <optional>

#include "../layers/recurrent.hpp"
#include "../ops/ops.hpp"
#include "model.hpp"

namespace softlook {
namespace {

constexpr std::string_view encoders[] = {"none", "gru", "lstm", "rnn"};

Tensor last_row(Tape& tape, const Tensor& x) { return slice(tape, x, 1, x.shape[1] - 1, 1); }

class NextVector final : public Model {
 public:
  explicit NextVector(const Parts& parts)
      : attention_(parts.attention.make({parts.settings, parts.parameters, "attention",
                                         width_of(parts.form), parts.form.input.length})),
        w_(declare(parts, "W", parts.form.input.width, read_width(parts))),
        u_(declare(parts, "U", attention_->key_width(), read_width(parts))),
        v_(declare(parts, "V", parts.form.target.width,
                   attention_->output_width(parts.form.input.width))) {
    const std::string cell(parts.settings.choice("encoder"));
    if (cell != "none")
      encoder_.emplace(parts.parameters, "encoder." + cell, find_cell(cell), parts.form.input.width,
                       read_width(parts));
  }

  Pass forward(Tape& tape, const Batch& batch) const override {
    const Tensor x = tape.name("input", batch.input, Axis::input);  // [B,T,C]
    // Only the last position asks. To an observer each position shows where it would look.
    const auto asking = [&](const Tensor& rows) {
      return tape.shows_everything() ? rows : last_row(tape, rows);
    };
    const Tensor read = encoder_ ? encode(tape, x) : x;
    const Tensor queries = tape.name("queries", linear(tape, asking(read), w_), Axis::input);
    const Tensor keys = tape.name("keys", linear(tape, read, u_), Axis::input);
    const AttentionOutput found = attend(tape, {queries, keys, x});
    const Tensor output = tape.name("output", linear(tape, found.output, v_), Axis::input);

    tape.name("target", batch.target, Axis::input);
    if (batch.alignment.values) tape.name("alignment", batch.alignment, Axis::input, Axis::input);
    const Tensor prediction = last_row(tape, output), target = last_row(tape, batch.target);
    return {mean_squared_error(tape, prediction, target), prediction, target,
            found.weights.values ? slice(tape, found.weights, 2, found.weights.shape[2] - 1, 1)
                                 : Tensor{},
            batch.alignment.values ? last_row(tape, batch.alignment) : Tensor{}};
  }

 private:
  // What queries and keys are made of: as wide as the vectors, or as a state.
  static int read_width(const Parts& parts) {
    return parts.settings.choice("encoder") == "none" ? parts.form.input.width
                                                      : parts.settings.integer("width");
  }

  Tensor encode(Tape& tape, const Tensor& x) const {
    const Tape::Within within(tape, "encoder");
    return tape.name("states", encoder_->run(tape, x).states, Axis::input);
  }

  AttentionOutput attend(Tape& tape, const AttentionInput& in) const {
    const Tape::Within within(tape, "attention");
    const AttentionOutput found = attention_->attend(tape, in);
    return {tape.name("output", found.output, Axis::input), found.weights};
  }

  static int width_of(const Form& form) {
    if (form.input.tokens() || form.separate || form.input.width != form.target.width)
      fail("[model] `next-vector` reads vectors and predicts one as wide; this task has others");
    return form.input.width;
  }

  static const Tensor& declare(const Parts& parts, const char* name, int to, int from) {
    const float scale = parts.settings.number("start-scale");
    return parts.parameters.add(name, {to, from},
                                Start::normal(scale / std::sqrt(static_cast<float>(from))));
  }

  std::unique_ptr<Attention> attention_;
  const Tensor& w_;  // [C,C]; with an encoder all from the width of its states
  const Tensor& u_;  // [C,C], or as wide as the attention wants its keys
  const Tensor& v_;  // [C,C], or from as wide as what the attention brings
  std::optional<Recurrent> encoder_;
};

constexpr Setting settings[] = {
    {.name = "start-scale",
     .summary = "how large W, U and V are at first: the deviation of each number, times √width",
     .kind = Setting::Kind::number,
     .minimum = 0,
     .maximum = 2,
     .initial = 0.3},
    {.name = "encoder",
     .summary = "the recurrent network that reads the vectors before they ask and are asked",
     .kind = Setting::Kind::choice,
     .options = encoders},
    {.name = "width",
     .summary = "numbers in a state of the encoder",
     .kind = Setting::Kind::integer,
     .minimum = 1,
     .maximum = 512,
     .initial = 32},
};

}  // namespace

ModelKind next_vector_model() {
  return {.name = "next-vector",
          .summary = "one soft look-up: query Wx, keys Ux, values x, output V times their sum",
          .settings = settings,
          .make = [](const Parts& parts) -> std::unique_ptr<Model> {
            return std::make_unique<NextVector>(parts);
          }};
}

}  // namespace softlook
