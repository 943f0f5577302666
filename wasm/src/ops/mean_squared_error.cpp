#include "../simd/map.hpp"
#include "ops.hpp"

namespace softlook {
namespace {

using simd::Batch;

void mean_squared_error_forward(const Node& node) {
  const auto& [x, target, unused1, unused2] = node.inputs;
  Batch total(0.0f);
  simd::blocks(x.count(), [&](std::size_t i, auto part) {
    const Batch miss = simd::load(x.values + i, part) - simd::load(target.values + i, part);
    total = total + miss * miss;
  });
  node.output.values[0] = simd::fold_lanes(total, [](float a, float b) { return a + b; }) /
                          static_cast<float>(x.count());
}

// dxᵢ += dy·2(xᵢ − targetᵢ)/n, and the opposite for the target
void mean_squared_error_vjp(const Node& node) {
  const auto& [x, target, unused1, unused2] = node.inputs;
  const Batch slope(node.output.gradient[0] * 2 / static_cast<float>(x.count()));
  if (x.gradient)
    simd::zip(x.all(), target.all(), x.all_gradient(), x.all_gradient(),
              [&](Batch a, Batch b, Batch dx) { return dx + slope * (a - b); });
  if (target.gradient)
    simd::zip(x.all(), target.all(), target.all_gradient(), target.all_gradient(),
              [&](Batch a, Batch b, Batch db) { return db - slope * (a - b); });
}

}  // namespace

Tensor mean_squared_error(Tape& tape, const Tensor& x, const Tensor& target) {
  if (x.shape != target.shape)
    fail("[mean_squared_error] % cannot be compared with a target of %", {x.shape, target.shape});
  return tape.record("mean_squared_error", {1}, {x, target}, mean_squared_error_forward,
                     mean_squared_error_vjp);
}

}  // namespace softlook
