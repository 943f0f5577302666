#include <cmath>

#include "../simd/map.hpp"
#include "ops.hpp"

namespace softlook {
namespace {

using simd::Batch;

struct Normalised {
  float epsilon;
  float* inverses;  // by row: 1/√(mean of squares + ε)
};

void rms_norm_forward(const Node& node) {
  const auto& [x, weight, unused1, unused2] = node.inputs;
  const Normalised& saved = node.as<Normalised>();
  const auto count = static_cast<float>(x.shape.columns());
  for (int i = 0, rows = x.shape.rows(); i < rows; ++i) {
    const float inverse = 1 / std::sqrt(simd::dot(x.row(i), x.row(i)) / count + saved.epsilon);
    if (saved.inverses) saved.inverses[i] = inverse;
    const Batch r(inverse);
    simd::zip(x.row(i), weight.row(0), node.output.row(i),
              [&](Batch v, Batch w) { return v * r * w; });
  }
}

// With x̂ = x·r, r = 1/√(mean of squares + ε), and g = dy·weight:
//     dx += r·(g − x̂·mean(g·x̂)),  dweight += dy·x̂
void rms_norm_vjp(const Node& node) {
  const auto& [x, weight, unused1, unused2] = node.inputs;
  const auto count = static_cast<float>(x.shape.columns());
  for (int i = 0, rows = x.shape.rows(); i < rows; ++i) {
    const Batch r(node.as<Normalised>().inverses[i]);
    const std::span<const float> values = x.row(i), dy = node.output.gradient_row(i);
    Batch sum(0.0f);
    simd::blocks(values.size(), [&](std::size_t j, auto part) {
      const Batch slope = simd::load(&dy[j], part) * (simd::load(&values[j], part) * r);
      sum = sum + slope * simd::load(weight.values + j, part);
      float* dw = weight.gradient + j;
      if (weight.gradient) simd::store(dw, simd::load(dw, part) + slope, part);
    });
    if (!x.gradient) continue;
    const Batch mean(simd::fold_lanes(sum, [](float a, float b) { return a + b; }) / count);
    const std::span<float> dx = x.gradient_row(i);
    simd::zip(values, dy, weight.row(0), dx, dx, [&](Batch v, Batch slope, Batch w, Batch d) {
      return d + r * (slope * w - v * r * mean);
    });
  }
}

}  // namespace

// B. Zhang, R. Sennrich, 2019, "Root Mean Square Layer Normalization".
Tensor rms_norm(Tape& tape, const Tensor& x, const Tensor& weight, float epsilon) {
  if (weight.shape != Shape{x.shape.columns()})
    fail("[rms_norm] a weight of % does not fit %: it must be as long as the last size",
         {weight.shape, x.shape});
  const auto rows = static_cast<std::size_t>(x.shape.rows());
  const Normalised saved{
      epsilon, tape.differentiates() ? tape.arena().reserve<float>(rows, "rms_norm") : nullptr};
  return tape.record("rms_norm", x.shape, {x, weight}, rms_norm_forward, rms_norm_vjp,
                     tape.save("rms_norm", saved));
}

}  // namespace softlook
