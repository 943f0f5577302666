#include <algorithm>
#include <cmath>

#include "../simd/math.hpp"
#include "candidates.hpp"

namespace softlook {
namespace {

using simd::Batch;

constexpr auto plus = [](auto a, auto b) { return a + b; };

// If the k largest have weights, Σ (z − τ)² = 1 gives τ = mean − √((1 − k·variance)/k), and it is the
// right k if it is the last whose τ is at most z_k. Mean and k·variance are brought up to date number
// by number (B. P. Welford, 1962), since the difference of two sums would lose half of the digits.
float entmax15_threshold(Candidates z) {
  float mean = 0, spread = 0, tau = 0, k = 1;
  while (!z.empty()) {
    const float next = z.next();
    const float away = next - mean;
    mean += away / k;
    spread += away * (next - mean);
    const float tau_k = mean - std::sqrt(std::max((1 - spread) / k, 0.0f));
    if (!(tau_k <= next)) break;
    tau = tau_k;
    ++k;
  }
  return tau;
}

void entmax15_forward(const Node& node) {
  each_scored_row(node, [&](std::span<const float> x, std::span<float> y, float largest) {
    const Batch top(largest);
    const Batch tau(entmax15_threshold(Candidates(x, largest, 0.5f, node.as<float*>())));
    simd::map(x, y, [&](Batch v) {
      const Batch root = simd::at_least(Batch(0.5f) * (v - top) - tau, Batch(0.0f));
      return root * root;
    });
  });
}

// With s = √y:   dxᵢ += sᵢ·(dyᵢ − Σₖ sₖdyₖ/Σₖ sₖ)
void entmax15_vjp(const Node& node) {
  const Tensor& y = node.output;
  for (int i = 0; i < y.shape.rows(); ++i) {
    const std::span<const float> weights = y.row(i), dy = y.gradient_row(i);
    Batch roots(0.0f), slopes(0.0f);
    simd::blocks(dy.size(), [&](std::size_t j, auto part) {
      const Batch root = simd::sqrt(simd::load(&weights[j], part));
      roots = roots + root;
      slopes = slopes + root * simd::load(&dy[j], part);
    });
    const float total = simd::fold_lanes(roots, plus);
    if (total == 0) continue;  // all masked
    const Batch mean(simd::fold_lanes(slopes, plus) / total);
    const std::span<float> dx = node.inputs[0].gradient_row(i);
    simd::zip(weights, dy, dx, dx, [&](Batch weight, Batch slope, Batch d) {
      return d + simd::sqrt(weight) * (slope - mean);
    });
  }
}

}  // namespace

// B. Peters, V. Niculae, A. F. T. Martins, 2019, "Sparse Sequence-to-Sequence Models": entmax with
// α = 1.5, and its exact algorithm.
Tensor entmax15(Tape& tape, const Tensor& x) {
  float* scratch =
      tape.arena().reserve<float>(static_cast<std::size_t>(x.shape.columns()), "entmax15");
  return tape.record("entmax15", x.shape, {x}, entmax15_forward, entmax15_vjp,
                     tape.save("entmax15", scratch));
}

}  // namespace softlook
