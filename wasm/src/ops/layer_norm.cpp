#include <cmath>

#include "../simd/map.hpp"
#include "ops.hpp"

namespace softlook {
namespace {

using simd::Batch;

constexpr auto plus = [](auto a, auto b) { return a + b; };

// A row's mean μ and 1/σ.
struct Moments {
  float mean, inverse;
};
struct Normalised {
  float epsilon;
  Moments* rows;
};

Moments moments(std::span<const float> x, float epsilon) {
  const auto count = static_cast<float>(x.size());
  const float mean = simd::sum(x) / count;
  const Batch centre(mean);
  // A tail's unused lanes hold the mean: nothing is added for them.
  const auto square = [&](std::size_t i, auto part) {
    const Batch away = simd::load(&x[i], part, mean) - centre;
    return away * away;
  };
  const float total = simd::fold_lanes(simd::reduce(x.size(), Batch(0.0f), square, plus), plus);
  return {mean, 1 / std::sqrt(total / count + epsilon)};
}

void layer_norm_forward(const Node& node) {
  const auto& [x, weight, bias, unused] = node.inputs;
  const Normalised& saved = node.as<Normalised>();
  for (int i = 0, rows = x.shape.rows(); i < rows; ++i) {
    const Moments row = moments(x.row(i), saved.epsilon);
    if (saved.rows) saved.rows[i] = row;
    const Batch mean(row.mean), inverse(row.inverse);
    const std::span<float> y = node.output.row(i);
    const auto normal = [&](Batch v) { return (v - mean) * inverse; };
    if (weight.values && bias.values)
      simd::zip(x.row(i), weight.row(0), bias.row(0), y,
                [&](Batch v, Batch w, Batch b) { return normal(v) * w + b; });
    else if (weight.values)
      simd::zip(x.row(i), weight.row(0), y, [&](Batch v, Batch w) { return normal(v) * w; });
    else if (bias.values)
      simd::zip(x.row(i), bias.row(0), y, [&](Batch v, Batch b) { return normal(v) + b; });
    else
      simd::map(x.row(i), y, normal);
  }
}

// With the normalised x̂ = (x − μ)/σ and g = dy·weight, the means taken over the row:
//     dx += (g − mean(g) − x̂·mean(g·x̂))/σ,  dweight += dy·x̂,  dbias += dy
void layer_norm_row_vjp(const Node& node, int index) {
  const auto& [x, weight, bias, unused] = node.inputs;
  const Moments& row = node.as<Normalised>().rows[index];
  const Batch mean(row.mean), inverse(row.inverse);
  const std::span<const float> values = x.row(index), dy = node.output.gradient_row(index);
  const auto normal = [&](std::size_t i, auto part) {
    return (simd::load(&values[i], part) - mean) * inverse;
  };
  const auto g = [&](std::size_t i, auto part) {
    const Batch slope = simd::load(&dy[i], part);
    return weight.values ? slope * simd::load(weight.values + i, part) : slope;
  };

  Batch sum(0.0f), sum_normal(0.0f);
  simd::blocks(values.size(), [&](std::size_t i, auto part) {
    const Batch xn = normal(i, part), slope = simd::load(&dy[i], part), gi = g(i, part);
    sum = sum + gi;
    sum_normal = sum_normal + gi * xn;
    const auto add = [&](float* d, const Batch& v) {
      simd::store(d, simd::load(d, part) + v, part);
    };
    if (weight.gradient) add(weight.gradient + i, slope * xn);
    if (bias.gradient) add(bias.gradient + i, slope);
  });
  if (!x.gradient) return;

  const auto count = static_cast<float>(values.size());
  const Batch mean_g(simd::fold_lanes(sum, plus) / count);
  const Batch mean_gx(simd::fold_lanes(sum_normal, plus) / count);
  float* dx = x.gradient_row(index).data();
  simd::blocks(values.size(), [&](std::size_t i, auto part) {
    const Batch step = g(i, part) - mean_g - normal(i, part) * mean_gx;
    simd::store(dx + i, simd::load(dx + i, part) + inverse * step, part);
  });
}

void layer_norm_vjp(const Node& node) {
  for (int i = 0, rows = node.output.shape.rows(); i < rows; ++i) layer_norm_row_vjp(node, i);
}

}  // namespace

// J. L. Ba, J. R. Kiros, G. E. Hinton, 2016, "Layer Normalization".
Tensor layer_norm(Tape& tape, const Tensor& x, const Tensor& weight, const Tensor& bias,
                  float epsilon) {
  const Shape wanted{x.shape.columns()};
  for (const Tensor& parameter : {weight, bias})
    if (parameter.values && parameter.shape != wanted)
      fail("[layer_norm] a weight or bias of % does not fit %: it must be %",
           {parameter.shape, x.shape, wanted});
  const auto rows = static_cast<std::size_t>(x.shape.rows());
  const Normalised saved{
      epsilon, tape.differentiates() ? tape.arena().reserve<Moments>(rows, "layer_norm") : nullptr};
  return tape.record("layer_norm", x.shape, {x, weight, bias}, layer_norm_forward, layer_norm_vjp,
                     tape.save("layer_norm", saved));
}

}  // namespace softlook
