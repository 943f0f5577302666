#include <limits>

#include "../simd/map.hpp"
#include "../simd/math.hpp"
#include "ops.hpp"

namespace softlook {
namespace {

using simd::Batch;

// The sink of a row's head.
int head_of(const Tensor& x, int row) { return row / x.shape[2] % x.shape[1]; }

void softmax_with_sink_forward(const Node& node) {
  const auto& [x, sink, unused1, unused2] = node.inputs;
  float* sunk = node.as<float*>();  // by row: the weight that the sink takes
  for (int i = 0; i < x.shape.rows(); ++i) {
    const std::span<float> y = node.output.row(i);
    const float place = sink.values[head_of(x, i)];
    const float highest = simd::max(x.row(i));
    const float largest = highest > place ? highest : place;
    // With nothing to look at, not even a sink, 0 is subtracted and nothing has a weight.
    const Batch top(largest == -std::numeric_limits<float>::infinity() ? 0.0f : largest);
    simd::map(x.row(i), y, [&](Batch v) { return simd::exp_nonpositive(v - top); });
    const float own = simd::exp_nonpositive(Batch(place) - top).get(0);
    const float total = simd::sum(y) + own;
    if (total == 0) {
      if (sunk) sunk[i] = 0;
      continue;
    }
    simd::map(y, y, [&](Batch power) { return simd::divide(power, Batch(total)); });
    if (sunk) sunk[i] = own / total;
  }
}

// With mean = Σₖ dyₖyₖ:   dxᵢ += yᵢ·(dyᵢ − mean),  ds −= mean·what the sink took
void softmax_with_sink_vjp(const Node& node) {
  const auto& [x, sink, unused1, unused2] = node.inputs;
  const Tensor& y = node.output;
  const float* sunk = node.as<float*>();
  for (int i = 0; i < y.shape.rows(); ++i) {
    const float mean = simd::dot(y.gradient_row(i), y.row(i));
    if (sink.gradient) sink.gradient[head_of(x, i)] -= mean * sunk[i];
    if (!x.gradient) continue;
    const Batch middle(mean);
    simd::zip(y.row(i), y.gradient_row(i), x.gradient_row(i), x.gradient_row(i),
              [&](Batch weight, Batch dy, Batch dx) { return dx + weight * (dy - middle); });
  }
}

}  // namespace

Tensor softmax_with_sink(Tape& tape, const Tensor& x, const Tensor& sink) {
  if (x.shape.rank() != 4 || sink.shape != Shape{x.shape[1]})
    fail(
        "[softmax_with_sink] scores of % and sinks of % do not fit: they must be [B,H,Tq,Tk] and "
        "[H]",
        {x.shape, sink.shape});
  const auto rows = static_cast<std::size_t>(x.shape.rows());
  float* sunk =
      tape.differentiates() ? tape.arena().reserve<float>(rows, "softmax_with_sink") : nullptr;
  return tape.record("softmax_with_sink", x.shape, {x, sink}, softmax_with_sink_forward,
                     softmax_with_sink_vjp, tape.save("softmax_with_sink", sunk));
}

}  // namespace softlook
