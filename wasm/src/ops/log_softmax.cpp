#include <limits>

#include "../simd/map.hpp"
#include "../simd/math.hpp"
#include "ops.hpp"

namespace softlook {
namespace {

using simd::Batch;

constexpr auto plus = [](auto a, auto b) { return a + b; };
constexpr float masked = -std::numeric_limits<float>::infinity();

void log_softmax_forward(const Node& node) {
  const Tensor& x = node.inputs[0];
  for (int i = 0, rows = x.shape.rows(); i < rows; ++i) {
    const std::span<const float> row = x.row(i);
    // Where all is masked it stays so: 0 is subtracted.
    const float largest = simd::max(row);
    const Batch top(largest == masked ? 0.0f : largest);
    const auto power = [&](std::size_t j, auto part) {
      return simd::exp_nonpositive(simd::load(&row[j], part, masked) - top);
    };
    const float sum = simd::fold_lanes(simd::reduce(row.size(), Batch(0.0f), power, plus), plus);
    // simd::log is for positive numbers: not for a NaN, which is to stay one, nor for 0.
    const Batch log_sum(sum > 0 ? simd::log(sum) : sum);
    simd::map(row, node.output.row(i), [&](Batch v) { return (v - top) - log_sum; });
  }
}

// dxᵢ += dyᵢ − exp(yᵢ)·Σₖ dyₖ
void log_softmax_vjp(const Node& node) {
  const Tensor& x = node.inputs[0];
  const Tensor& y = node.output;
  for (int i = 0, rows = y.shape.rows(); i < rows; ++i) {
    const Batch total(simd::sum(y.gradient_row(i)));
    simd::zip(y.row(i), y.gradient_row(i), x.gradient_row(i), x.gradient_row(i),
              [&](Batch v, Batch dy, Batch dx) { return dx + (dy - simd::exp(v) * total); });
  }
}

}  // namespace

Tensor log_softmax(Tape& tape, const Tensor& x) {
  return tape.record("log_softmax", x.shape, {x}, log_softmax_forward, log_softmax_vjp);
}

}  // namespace softlook
