#include "../simd/map.hpp"
#include "ops.hpp"

namespace softlook {
namespace {

using simd::Batch;

void scale_forward(const Node& node) {
  const Batch factor(node.as<float>());
  simd::map(node.inputs[0].all(), node.output.all(), [&](Batch x) { return factor * x; });
}

// dx += factor·dy
void scale_vjp(const Node& node) {
  simd::axpy(node.as<float>(), node.output.all_gradient(), node.inputs[0].all_gradient());
}

}  // namespace

Tensor scale(Tape& tape, const Tensor& x, float factor) {
  return tape.record("scale", x.shape, {x}, scale_forward, scale_vjp, tape.save("scale", factor));
}

}  // namespace softlook
