#include "candidates.hpp"

namespace softlook {
namespace {

using simd::Batch;

constexpr auto plus = [](auto a, auto b) { return a + b; };

// The k largest have weights, for the largest k with 1 + k·z_k > z₁ + … + z_k; then
// τ = (z₁ + … + z_k − 1)/k.
float sparsemax_threshold(Candidates z) {
  float sum = 0, tau = 0, k = 1;
  while (!z.empty()) {
    const float next = z.next();
    sum += next;
    if (!(1 + k * next > sum)) break;
    tau = (sum - 1) / k++;
  }
  return tau;
}

void sparsemax_forward(const Node& node) {
  each_scored_row(node, [&](std::span<const float> x, std::span<float> y, float largest) {
    const Batch top(largest);
    const Batch tau(sparsemax_threshold(Candidates(x, largest, 1, node.as<float*>())));
    simd::map(x, y, [&](Batch v) { return simd::at_least((v - top) - tau, Batch(0.0f)); });
  });
}

// dxᵢ += dyᵢ − the mean of dy, both over the elements that have a weight
void sparsemax_vjp(const Node& node) {
  const Tensor& y = node.output;
  for (int i = 0; i < y.shape.rows(); ++i) {
    const std::span<const float> weights = y.row(i), dy = y.gradient_row(i);
    Batch count(0.0f), sum(0.0f);
    simd::blocks(dy.size(), [&](std::size_t j, auto part) {
      const auto has = simd::load(&weights[j], part) > Batch(0.0f);
      count = count + simd::select(has, Batch(1.0f), Batch(0.0f));
      sum = sum + simd::select(has, simd::load(&dy[j], part), Batch(0.0f));
    });
    const Batch mean(simd::fold_lanes(sum, plus) / simd::fold_lanes(count, plus));
    const std::span<float> dx = node.inputs[0].gradient_row(i);
    simd::zip(weights, dy, dx, dx, [&](Batch weight, Batch slope, Batch d) {
      return simd::select(weight > Batch(0.0f), d + (slope - mean), d);
    });
  }
}

}  // namespace

// A. F. T. Martins, R. F. Astudillo, 2016, "From Softmax to Sparsemax: A Sparse Model of Attention and
// Multi-Label Classification".
Tensor sparsemax(Tape& tape, const Tensor& x) {
  float* scratch =
      tape.arena().reserve<float>(static_cast<std::size_t>(x.shape.columns()), "sparsemax");
  return tape.record("sparsemax", x.shape, {x}, sparsemax_forward, sparsemax_vjp,
                     tape.save("sparsemax", scratch));
}

}  // namespace softlook
