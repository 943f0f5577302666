#include "../simd/map.hpp"
#include "../simd/math.hpp"
#include "ops.hpp"

namespace softlook {
namespace {

using simd::Batch;

// What eˣ is at least: so that a product of two is a normal number, which has a logarithm, and a sum of
// products is never 0.
constexpr float least = 0x1p-60f;

// Calls `body(row, hidden)` for each row of x [B,H,T,D].
template <class Body>
void each_row(const Node& node, Body&& body) {
  const Shape& shape = node.inputs[0].shape;
  const float* padding = node.inputs[1].values;  // [B,T]
  for (int row = 0; row < shape.rows(); ++row) {
    const int sample = row / (shape[1] * shape[2]), t = row % shape[2];
    body(row, padding && padding[sample * shape[2] + t] == -1);
  }
}

void elu_plus_one_forward(const Node& node) {
  each_row(node, [&](int row, bool hidden) {
    if (hidden) return simd::fill(node.output.row(row), 0.0f);
    simd::map(node.inputs[0].row(row), node.output.row(row), [](Batch x) {
      const Batch power = simd::at_least(simd::exp(x), Batch(least));
      return simd::select(x > Batch(0.0f), x + Batch(1.0f), power);
    });
  });
}

// dx += dy·(1 where x > 0, elsewhere y = eˣ, or 0 where that is at its least)
void elu_plus_one_vjp(const Node& node) {
  const Tensor& x = node.inputs[0];
  const Tensor& y = node.output;
  each_row(node, [&](int row, bool hidden) {
    if (hidden) return;
    simd::zip(x.row(row), y.row(row), y.gradient_row(row), x.gradient_row(row), x.gradient_row(row),
              [](Batch from, Batch to, Batch dy, Batch dx) {
                const Batch power = simd::select(to > Batch(least), to, Batch(0.0f));
                return dx + dy * simd::select(from > Batch(0.0f), Batch(1.0f), power);
              });
  });
}

}  // namespace

Tensor elu_plus_one(Tape& tape, const Tensor& x, const Tensor& padding) {
  if (x.shape.rank() != 4 || (padding.values && padding.shape != Shape{x.shape[0], x.shape[2]}))
    fail("[elu_plus_one] % with padding % does not fit: [B,H,T,D] with [B,T], or none, does",
         {x.shape, padding.shape});
  return tape.record("elu_plus_one", x.shape, {x, padding.constant()}, elu_plus_one_forward,
                     elu_plus_one_vjp);
}

}  // namespace softlook
