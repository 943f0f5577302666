#pragma once

#include "../simd/map.hpp"
#include "../simd/math.hpp"
#include "ops.hpp"

// What the ops of one tensor, element by element, have in common.
namespace softlook {

// y = F::value(x)
template <class F>
void unary_forward(const Node& node) {
  simd::map(node.inputs[0].all(), node.output.all(), F::value);
}

// dx += dy·F::slope(x, y)
template <class F>
void unary_vjp(const Node& node) {
  const Tensor& x = node.inputs[0];
  const Tensor& y = node.output;
  simd::zip(x.all(), y.all(), y.all_gradient(), x.all_gradient(), x.all_gradient(),
            [](simd::Batch at, simd::Batch value, simd::Batch dy, simd::Batch dx) {
              return dx + dy * F::slope(at, value);
            });
}

// For a slope that costs little once y is there.
template <class F>
Tensor unary(Tape& tape, const char* op, const Tensor& x) {
  return tape.record(op, x.shape, {x}, unary_forward<F>, unary_vjp<F>);
}

// A value and its slope, which share what is dear.
struct Curve {
  simd::Batch value, slope;
};

// y = F::at(x).value; the slope is kept if there will be a way back.
template <class F>
void curve_forward(const Node& node) {
  const Tensor& x = node.inputs[0];
  if (!node.saved) {
    simd::map(x.all(), node.output.all(), [](simd::Batch v) { return F::at(v).value; });
    return;
  }
  float* slope = node.as<float*>();
  simd::blocks(x.count(), [&](std::size_t i, auto part) {
    const Curve curve = F::at(simd::load(x.values + i, part));
    simd::store(node.output.values + i, curve.value, part);
    simd::store(slope + i, curve.slope, part);
  });
}

// dx += dy·slope
inline void curve_vjp(const Node& node) {
  const Tensor& x = node.inputs[0];
  const std::span<const float> slope(node.as<float*>(), x.count());
  simd::zip(node.output.all_gradient(), slope, x.all_gradient(), x.all_gradient(),
            [](simd::Batch dy, simd::Batch k, simd::Batch dx) { return dx + dy * k; });
}

template <class F>
Tensor curve(Tape& tape, const char* op, const Tensor& x) {
  const bool back = tape.differentiates() && x.gradient;
  float** saved = back ? tape.save(op, tape.arena().reserve<float>(x.count(), op)) : nullptr;
  return tape.record(op, x.shape, {x}, curve_forward<F>, curve_vjp, saved);
}

}  // namespace softlook
