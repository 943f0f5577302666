#include <limits>

#include "../simd/map.hpp"
#include "../simd/math.hpp"
#include "ops.hpp"

namespace softlook {
namespace {

using simd::Batch;

void softmax_forward(const Node& node) {
  const Tensor& x = node.inputs[0];
  const Tensor& y = node.output;
  for (int i = 0, rows = x.shape.rows(); i < rows; ++i) {
    // Subtracting the largest changes nothing but keeps exp from overflowing.
    const float largest = simd::max(x.row(i));
    if (largest == -std::numeric_limits<float>::infinity()) {
      // All masked: zeros, unless a NaN is among them.
      simd::map(x.row(i), y.row(i),
                [](Batch score) { return simd::select(score == score, Batch(0.0f), score); });
      continue;
    }
    simd::map(x.row(i), y.row(i),
              [&](Batch score) { return simd::exp_nonpositive(score - Batch(largest)); });
    const Batch total(simd::sum(y.row(i)));
    simd::map(y.row(i), y.row(i), [&](Batch power) { return simd::divide(power, total); });
  }
}

// dxᵢ += yᵢ·(dyᵢ − Σₖ dyₖyₖ), a row at a time
void softmax_vjp(const Node& node) {
  const Tensor& x = node.inputs[0];
  const Tensor& y = node.output;
  for (int i = 0, rows = y.shape.rows(); i < rows; ++i) {
    const Batch mean(simd::dot(y.gradient_row(i), y.row(i)));
    simd::zip(y.row(i), y.gradient_row(i), x.gradient_row(i), x.gradient_row(i),
              [&](Batch weight, Batch dy, Batch dx) { return dx + weight * (dy - mean); });
  }
}

}  // namespace

Tensor softmax(Tape& tape, const Tensor& x) {
  return tape.record("softmax", x.shape, {x}, softmax_forward, softmax_vjp);
}

}  // namespace softlook
