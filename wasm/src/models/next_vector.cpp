// Soft look-up of the next vector. From x₁ … xₙ₋₁ predict xₙ, with three learned matrices:
//
//     q = W·xₙ₋₁     kᵢ = U·xᵢ     α = softmax over i of q·kᵢ     x̂ₙ = V·Σᵢ αᵢ·xᵢ
//
// The values are the vectors themselves. The loss is the mean squared error of x̂ₙ. With the
// attention `dot` this is the formula above; any other attention takes the same q, k and x.

#include <cmath>

#include "../ops/ops.hpp"
#include "model.hpp"

namespace softlook {
namespace {

Tensor last_row(Tape& tape, const Tensor& x) { return slice_rows(tape, x, x.shape.rows() - 1, 1); }

class NextVector final : public Model {
 public:
  explicit NextVector(const Parts& parts)
      : attention_(parts.attention.make({parts.settings, parts.parameters, parts.task.width()})),
        w_(declare(parts, "W")),
        u_(declare(parts, "U")),
        v_(declare(parts, "V")) {}

  Pass forward(Tape& tape, const Task& task, const Sample& sample) const override {
    const Tensor x = sample.input;  // [T,C]
    // Only the last position asks. To an observer each position shows where it would look.
    const bool observed = tape.mode() == Tape::Mode::observe;
    const Tensor asking = observed ? x : last_row(tape, x);  // [Tq,C]

    const Tensor queries = matmul(tape, asking, w_, Transpose::second);  // [Tq,C]
    const Tensor keys = matmul(tape, x, u_, Transpose::second);          // [T,C]
    const AttentionOutput found = attention_->attend(tape, {queries, keys, x});
    const Tensor output = matmul(tape, found.output, v_, Transpose::second);  // [Tq,C]
    const Tensor loss =
        mean_squared_error(tape, last_row(tape, output), last_row(tape, sample.target));

    const auto positions = task.positions();
    tape.expose("input", x, positions);
    tape.expose("queries", queries, positions);
    tape.expose("keys", keys, positions);
    tape.expose("attention.scores", found.scores, positions, positions);
    tape.expose("attention.weights", found.weights, positions, positions);
    tape.expose("attention.output", found.output, positions);
    tape.expose("output", output, positions);
    tape.expose("target", sample.target, positions);
    tape.expose("alignment", sample.alignment, positions, positions);
    return {loss, found.weights};
  }

 private:
  static const Tensor& declare(const Parts& parts, const char* name) {
    const int width = parts.task.width();
    const float scale = parts.settings.number("start-scale");
    return parts.parameters.add(name, {width, width}, scale / std::sqrt(static_cast<float>(width)));
  }

  std::unique_ptr<Attention> attention_;
  const Tensor& w_;  // [C,C]
  const Tensor& u_;  // [C,C]
  const Tensor& v_;  // [C,C]
};

constexpr Setting settings[] = {
    {.name = "start-scale",
     .summary = "how large W, U and V are at first: the deviation of each number, times √width",
     .kind = Setting::Kind::number,
     .minimum = 0,
     .maximum = 2,
     .initial = 0.3},
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
