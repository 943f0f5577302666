#include <algorithm>

#include "../simd/map.hpp"
#include "ops.hpp"

namespace softlook {
namespace {

// What the forward draws from, and the way back asks for the loss.
struct Draw {
  Tape* tape;
};

// The place where the running sum of p passes `point`. Rounding may leave the whole sum a little
// under it: then the last place that can be drawn at all.
std::size_t place(std::span<const float> p, float point) {
  std::size_t last = 0;
  float sum = 0;
  for (std::size_t j = 0; j < p.size(); ++j) {
    if (p[j] <= 0) continue;
    last = j;
    sum += p[j];
    if (point < sum) break;
  }
  return last;
}

// NaNs go through, so that a run which diverges is noticed.
void hard_sample_forward(const Node& node) {
  Tape& tape = *node.as<Draw>().tape;
  for (int i = 0; i < node.output.shape.rows(); ++i) {
    const auto p = node.inputs[0].row(i), y = node.output.row(i);
    const std::size_t chosen =
        tape.mode() == Tape::Mode::train
            ? place(p, tape.noise().uniform())
            : static_cast<std::size_t>(std::ranges::max_element(p) - p.begin());
    simd::fill(y, 0.0f);
    if (p[chosen] != 0) y[chosen] = p[chosen] == p[chosen] ? 1 : p[chosen];
  }
}

// For the place a that was drawn:  dp_a += (loss − baseline)/p_a, which is (loss − baseline)·∇ln p_a,
// and the baseline follows the loss, by half the squared miss: dbaseline += baseline − loss.
void hard_sample_vjp(const Node& node) {
  const auto& [p, baseline, unused1, unused2] = node.inputs;
  const float surprise = node.as<Draw>().tape->loss() - baseline.values[0];
  if (p.gradient)
    for (std::size_t i = 0, count = p.count(); i < count; ++i)
      if (node.output.values[i] != 0) p.gradient[i] += surprise / p.values[i];
  if (baseline.gradient) baseline.gradient[0] -= surprise;
}

}  // namespace

Tensor hard_sample(Tape& tape, const Tensor& p, const Tensor& baseline) {
  if (baseline.count() != 1)
    fail("[hard_sample] the baseline must be one number, not %", {baseline.shape});
  return tape.record("hard_sample", p.shape, {p, baseline}, hard_sample_forward, hard_sample_vjp,
                     tape.save("hard_sample", Draw{&tape}));
}

}  // namespace softlook
