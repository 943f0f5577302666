#include <algorithm>
#include <limits>

#include "../simd/map.hpp"
#include "ops.hpp"

namespace softlook {
namespace {

using simd::Batch;

constexpr float masked = -std::numeric_limits<float>::infinity();

struct Masked {
  bool causal;
  int window;
  // What one step along B, H, Tq and Tk is in the bias: 0 where it is repeated.
  std::array<std::ptrdiff_t, Shape::max_rank> bias_steps;
};

// body(sample, query, where the row of x begins, where it begins in the bias)
template <class Body>
void each_row(const Node& node, Body&& body) {
  const Shape& shape = node.output.shape;
  const auto& steps = node.as<Masked>().bias_steps;
  std::size_t at = 0;
  for (int b = 0; b < shape[0]; ++b)
    for (int h = 0; h < shape[1]; ++h)
      for (int i = 0; i < shape[2]; ++i, at += static_cast<std::size_t>(shape[3]))
        body(b, i, at, b * steps[0] + h * steps[1] + i * steps[2]);
}

// y = score(j) for the keys j from `first` to `last` that are keys, else −∞. Without padding `keys`
// is null.
template <class Score>
void mask_row(std::span<float> y, int first, int last, const float* keys, Score&& score) {
  const Batch low(static_cast<float>(first)), high(static_cast<float>(last)), hidden(masked);
  Batch key(0.0f, 1.0f, 2.0f, 3.0f);  // the j of each lane
  const auto seen = [&](std::size_t j, auto part) {
    const auto away = key < low || key > high;
    key = key + Batch(4.0f);
    return simd::select(away, hidden, score(j, part));
  };
  if (!keys)
    simd::blocks(y.size(),
                 [&](std::size_t j, auto part) { simd::store(&y[j], seen(j, part), part); });
  else
    simd::blocks(y.size(), [&](std::size_t j, auto part) {
      const auto none = simd::load(keys + j, part) == Batch(-1.0f);
      simd::store(&y[j], simd::select(none, hidden, seen(j, part)), part);
    });
}

void mask_forward(const Node& node) {
  const auto& [x, padding, bias, unused] = node.inputs;
  const Masked& mask = node.as<Masked>();
  const int keys = x.shape[3], shift = keys - x.shape[2];
  each_row(node, [&](int b, int i, std::size_t at, std::ptrdiff_t at_bias) {
    const int own = i + shift;  // the key at the query's place
    const int first = mask.window > 0 ? own - mask.window : 0;
    const int last = mask.causal ? own : mask.window > 0 ? own + mask.window : keys - 1;
    const float* tokens = padding.values ? padding.row(b).data() : nullptr;
    const std::span<float> y(node.output.values + at, static_cast<std::size_t>(keys));
    const float *row = x.values + at, *add = bias.values + at_bias;
    if (!bias.values)
      mask_row(y, first, last, tokens,
               [&](std::size_t j, auto part) { return simd::load(row + j, part); });
    else if (mask.bias_steps[3] != 0)
      mask_row(y, first, last, tokens, [&](std::size_t j, auto part) {
        return simd::load(row + j, part) + simd::load(add + j, part);
      });
    else
      mask_row(y, first, last, tokens,
               [&](std::size_t j, auto part) { return simd::load(row + j, part) + Batch(*add); });
  });
}

// dx += dy where y is not −∞, and so the bias, summed over what was repeated
void mask_vjp(const Node& node) {
  const auto& [x, padding, bias, unused] = node.inputs;
  const auto passed = [](Batch y, Batch dy) {
    return simd::select(y == Batch(masked), Batch(0.0f), dy);
  };
  const auto add = [&](Batch y, Batch dy, Batch d) { return d + passed(y, dy); };
  if (x.gradient)
    simd::zip(node.output.all(), node.output.all_gradient(), x.all_gradient(), x.all_gradient(),
              add);
  if (!bias.gradient) return;
  const auto keys = static_cast<std::size_t>(x.shape[3]);
  each_row(node, [&](int, int, std::size_t at, std::ptrdiff_t at_bias) {
    const std::span<const float> y(node.output.values + at, keys);
    const std::span<const float> dy(node.output.gradient + at, keys);
    float* d = bias.gradient + at_bias;
    if (node.as<Masked>().bias_steps[3] != 0) {
      simd::zip(y, dy, {d, keys}, {d, keys}, add);
      return;
    }
    const auto plus = [](auto a, auto b) { return a + b; };
    const auto term = [&](std::size_t j, auto part) {
      return passed(simd::load(&y[j], part), simd::load(&dy[j], part));
    };
    *d += simd::fold_lanes(simd::reduce(keys, Batch(0.0f), term, plus), plus);
  });
}

std::array<std::ptrdiff_t, Shape::max_rank> bias_steps(const Shape& x, const Shape& bias) {
  std::array<std::ptrdiff_t, Shape::max_rank> steps{};
  std::ptrdiff_t step = 1;
  for (int i = 1; i <= bias.rank(); ++i) {
    const int size = bias[bias.rank() - i], of_x = x[x.rank() - i];
    if (size != of_x && size != 1)
      fail(
          "[mask] a bias of % does not fit scores of %: from the last on, its sizes must be "
          "theirs, or 1",
          {bias, x});
    steps[static_cast<std::size_t>(Shape::max_rank - i)] = size == of_x ? step : 0;
    step *= size;
  }
  return steps;
}

}  // namespace

Tensor mask(Tape& tape, const Tensor& x, const Mask& mask) {
  if (x.shape.rank() != 4) fail("[mask] scores of % must be [B,H,Tq,Tk]", {x.shape});
  if (mask.padding.values && mask.padding.shape != Shape{x.shape[0], x.shape[3]})
    fail("[mask] a padding of % does not fit scores of %: it must be [B,Tk]",
         {mask.padding.shape, x.shape});
  if (mask.window < 0) fail("[mask] the window must not be negative, got %", {mask.window});
  const Masked saved{mask.causal, mask.window, bias_steps(x.shape, mask.bias.shape)};
  return tape.record("mask", x.shape, {x, mask.padding, mask.bias}, mask_forward, mask_vjp,
                     tape.save("mask", saved));
}

}  // namespace softlook
