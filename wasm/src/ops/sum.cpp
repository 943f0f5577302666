#include "../simd/map.hpp"
#include "along.hpp"
#include "ops.hpp"

namespace softlook {
namespace {

struct Summed {
  Along view;
  float factor;
};

// body(where the numbers begin in x, where their sums are in y)
template <class Body>
void each_block(const Along& view, Body&& body) {
  for (std::size_t i = 0; i < view.outer; ++i) body(i * view.along * view.inner, i * view.inner);
}

// y = factor·Σ x
void sum_forward(const Node& node) {
  const auto& [view, factor] = node.as<Summed>();
  each_block(view, [&](std::size_t at_x, std::size_t at_y) {
    const float* x = node.inputs[0].values + at_x;
    const std::span<float> y(node.output.values + at_y, view.inner);
    if (view.inner == 1) {
      y[0] = factor * simd::sum({x, view.along});
      return;
    }
    simd::fill(y, 0);
    for (std::size_t k = 0; k < view.along; ++k) simd::add_to(y, {x + k * view.inner, view.inner});
    simd::map(y, y, [&](simd::Batch total) { return simd::Batch(factor) * total; });
  });
}

// dx += factor·dy, to each that was added
void sum_vjp(const Node& node) {
  const auto& [view, factor] = node.as<Summed>();
  each_block(view, [&](std::size_t at_x, std::size_t at_y) {
    float* dx = node.inputs[0].gradient + at_x;
    const std::span<const float> dy(node.output.gradient + at_y, view.inner);
    if (view.inner == 1) {
      const simd::Batch slope(factor * dy[0]);
      simd::map({dx, view.along}, {dx, view.along}, [&](simd::Batch d) { return d + slope; });
      return;
    }
    for (std::size_t k = 0; k < view.along; ++k)
      simd::axpy(factor, dy, {dx + k * view.inner, view.inner});
  });
}

Tensor scaled_sum(Tape& tape, const char* op, const Tensor& x, const Along& view, float factor) {
  return tape.record(op, without(x.shape, view.axis), {x}, sum_forward, sum_vjp,
                     tape.save(op, Summed{view, factor}));
}

}  // namespace

Tensor sum(Tape& tape, const Tensor& x, int axis) {
  return scaled_sum(tape, "sum", x, along("sum", x.shape, axis), 1);
}

Tensor mean(Tape& tape, const Tensor& x, int axis) {
  const Along view = along("mean", x.shape, axis);
  return scaled_sum(tape, "mean", x, view, 1 / static_cast<float>(view.along));
}

}  // namespace softlook
