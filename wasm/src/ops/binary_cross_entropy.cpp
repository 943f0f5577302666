#include "../simd/map.hpp"
#include "../simd/math.hpp"
#include "ops.hpp"

namespace softlook {
namespace {

using simd::Batch;

// −t·ln σ(x) − (1 − t)·ln(1 − σ(x)) = max(x, 0) − x·t + ln(1 + e^−|x|)
void binary_cross_entropy_forward(const Node& node) {
  const auto& [x, target, unused1, unused2] = node.inputs;
  // In a tail's unused lanes a score this low adds nothing.
  const auto loss = [&](std::size_t i, auto part) {
    const Batch v = simd::load(x.values + i, part, -200.0f);
    const Batch t = simd::load(target.values + i, part);
    const Batch tail = simd::log(Batch(1.0f) + simd::exp_nonpositive(simd::at_most(v, -v)));
    return (simd::at_least(v, Batch(0.0f)) - v * t) + tail;
  };
  const auto plus = [](auto a, auto b) { return a + b; };
  const Batch total = simd::reduce(x.count(), Batch(0.0f), loss, plus);
  node.output.values[0] = simd::fold_lanes(total, plus) / static_cast<float>(x.count());
}

// dxᵢ += dy·(σ(xᵢ) − targetᵢ)/n,  dtargetᵢ −= dy·xᵢ/n
void binary_cross_entropy_vjp(const Node& node) {
  const auto& [x, target, unused1, unused2] = node.inputs;
  const Batch slope(node.output.gradient[0] / static_cast<float>(x.count()));
  if (x.gradient)
    simd::zip(x.all(), target.all(), x.all_gradient(), x.all_gradient(),
              [&](Batch v, Batch t, Batch dx) { return dx + slope * (simd::sigmoid(v) - t); });
  if (target.gradient)
    simd::zip(x.all(), target.all_gradient(), target.all_gradient(),
              [&](Batch v, Batch dt) { return dt - slope * v; });
}

}  // namespace

Tensor binary_cross_entropy(Tape& tape, const Tensor& x, const Tensor& target) {
  if (x.shape != target.shape)
    fail("[binary_cross_entropy] % cannot be compared with a target of %", {x.shape, target.shape});
  return tape.record("binary_cross_entropy", {1}, {x, target}, binary_cross_entropy_forward,
                     binary_cross_entropy_vjp);
}

}  // namespace softlook
