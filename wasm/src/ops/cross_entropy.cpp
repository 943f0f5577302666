#include <cassert>
#include <limits>

#include "../simd/map.hpp"
#include "../simd/math.hpp"
#include "along.hpp"
#include "ops.hpp"

namespace softlook {
namespace {

using simd::Batch;

constexpr auto plus = [](auto a, auto b) { return a + b; };

// A row's softmax is exp(x − largest)·inverse. Both are kept, not their logarithm, which would lose
// what huge scores have after the point; the powers themselves are cheaper to find again than to keep.
struct Softmax {
  float largest, inverse;
};
struct Compared {
  float smoothing;
  Softmax* rows;
  float* share;  // 1 / how many rows count
};

// −1: the row does not count. Targets are checked where they come in.
int target_of(const Node& node, int row) {
  const int target = static_cast<int>(node.inputs[1].values[row]);
  assert(target >= -1 && target < node.inputs[0].shape.columns());
  return target;
}

// −Σ q·ln softmax(x) = ln Σ exp(x) − (1−smoothing)·x_target − smoothing·mean(x), since q sums to one
void cross_entropy_forward(const Node& node) {
  const Tensor& x = node.inputs[0];
  const Compared& saved = node.as<Compared>();
  double total = 0;
  int counted = 0;
  for (int i = 0, rows = x.shape.rows(); i < rows; ++i) {
    const int target = target_of(node, i);
    if (target < 0) continue;
    const std::span<const float> row = x.row(i);
    const float largest = simd::max(row);
    const Batch top(largest);
    const auto power = [&](std::size_t j, auto part) {
      return simd::exp_nonpositive(
          simd::load(&row[j], part, -std::numeric_limits<float>::infinity()) - top);
    };
    const float sum = simd::fold_lanes(simd::reduce(row.size(), Batch(0.0f), power, plus), plus);
    // simd::log is for positive numbers; a NaN is to stay one.
    const float log_sum = sum == sum ? simd::log(sum) : sum;
    float loss =
        log_sum - (1 - saved.smoothing) * (row[static_cast<std::size_t>(target)] - largest);
    if (saved.smoothing > 0)
      loss -= saved.smoothing * (simd::sum(row) / static_cast<float>(row.size()) - largest);
    if (saved.rows) saved.rows[i] = {largest, 1 / sum};
    total += static_cast<double>(loss);
    ++counted;
  }
  *saved.share = counted > 0 ? 1 / static_cast<float>(counted) : 0.0f;
  node.output.values[0] = counted > 0 ? static_cast<float>(total / counted) : 0.0f;
}

// dx += dy/rows·(softmax(x) − q)
void cross_entropy_vjp(const Node& node) {
  const Tensor& x = node.inputs[0];
  const Compared& saved = node.as<Compared>();
  const float slope = node.output.gradient[0] * *saved.share;
  const Batch spread(slope * saved.smoothing / static_cast<float>(x.shape.columns()));
  for (int i = 0, rows = x.shape.rows(); i < rows; ++i) {
    const int target = target_of(node, i);
    if (target < 0) continue;
    const Batch largest(saved.rows[i].largest), factor(slope * saved.rows[i].inverse);
    const std::span<float> dx = x.gradient_row(i);
    simd::zip(x.row(i), dx, dx, [&](Batch v, Batch d) {
      return d + (factor * simd::exp_nonpositive(v - largest) - spread);
    });
    dx[static_cast<std::size_t>(target)] -= slope * (1 - saved.smoothing);
  }
}

}  // namespace

// The smoothing: C. Szegedy et al., 2016, "Rethinking the Inception Architecture for Computer Vision".
Tensor cross_entropy(Tape& tape, const Tensor& x, const Tensor& target, float smoothing) {
  if (x.shape.rank() == 0 || target.shape != without(x.shape, x.shape.rank() - 1))
    fail("[cross_entropy] targets of % do not fit scores of %: there must be one for each row",
         {target.shape, x.shape});
  if (!(smoothing >= 0 && smoothing <= 1))
    fail("[cross_entropy] the smoothing must be from 0 to 1, not %", {smoothing});
  Arena& arena = tape.arena();
  const auto rows = static_cast<std::size_t>(x.shape.rows());
  const Compared saved{
      smoothing, tape.differentiates() ? arena.reserve<Softmax>(rows, "cross_entropy") : nullptr,
      arena.reserve<float>(1, "cross_entropy")};
  return tape.record("cross_entropy", {1}, {x, target}, cross_entropy_forward, cross_entropy_vjp,
                     tape.save("cross_entropy", saved));
}

}  // namespace softlook
