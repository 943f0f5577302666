#include <algorithm>

#include "../simd/map.hpp"
#include "ops.hpp"

namespace softlook {
namespace {

// A NaN goes through, so that a run which diverges is noticed.
void hard_max_forward(const Node& node) {
  for (int i = 0; i < node.output.shape.rows(); ++i) {
    const auto x = node.inputs[0].row(i), y = node.output.row(i);
    const auto chosen = static_cast<std::size_t>(std::ranges::max_element(x) - x.begin());
    simd::fill(y, 0.0f);
    if (x[chosen] != 0) y[chosen] = x[chosen] == x[chosen] ? 1 : x[chosen];
  }
}

// dx += dy
void hard_max_vjp(const Node& node) {
  simd::add_to(node.inputs[0].all_gradient(), node.output.all_gradient());
}

}  // namespace

Tensor hard_max(Tape& tape, const Tensor& x) {
  return tape.record("hard_max", x.shape, {x}, hard_max_forward, hard_max_vjp);
}

}  // namespace softlook
