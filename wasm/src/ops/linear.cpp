#include "../simd/gemm.hpp"
#include "../simd/map.hpp"
#include "ops.hpp"

namespace softlook {
namespace {

using simd::Into;

simd::Matrix matrix(const float* data, const Shape& shape) { return {data, shape.columns(), 1}; }

void linear_forward(const Node& node) {
  const auto& [x, weight, bias, unused] = node.inputs;
  const Tensor& y = node.output;
  const int m = x.shape.rows(), k = x.shape.columns(), n = y.shape.columns();
  const simd::Matrix a = matrix(x.values, x.shape);
  const simd::Matrix b = matrix(weight.values, weight.shape).transposed();
  if (bias.values)
    simd::gemm_plus_row(m, n, k, a, b, bias.values, y.values, n);
  else
    simd::gemm(m, n, k, a, b, y.values, n, Into::set);
}

// dx += dy·W,  dW += dyᵀ·x,  db += the sum of dy's rows
void linear_vjp(const Node& node) {
  const auto& [x, weight, bias, unused] = node.inputs;
  const int m = x.shape.rows(), k = x.shape.columns(), n = node.output.shape.columns();
  const simd::Matrix dy = matrix(node.output.gradient, node.output.shape);
  if (x.gradient)
    simd::gemm(m, k, n, dy, matrix(weight.values, weight.shape), x.gradient, k, Into::add);
  if (weight.gradient)
    simd::gemm(n, k, m, dy.transposed(), matrix(x.values, x.shape), weight.gradient, k, Into::add);
  if (bias.gradient) simd::add_rows(bias.gradient_row(0), node.output.gradient, m);
}

}  // namespace

Tensor linear(Tape& tape, const Tensor& x, const Tensor& weight, const Tensor& bias) {
  if (weight.shape.rank() != 2 || x.shape.columns() != weight.shape[1])
    fail("[linear] a weight of % does not fit %: its second size must be the last of x",
         {weight.shape, x.shape});
  if (bias.values && bias.shape != Shape{weight.shape[0]})
    fail("[linear] a bias of % does not fit a weight of %", {bias.shape, weight.shape});
  return tape.record("linear", x.shape.with_columns(weight.shape[0]), {x, weight, bias},
                     linear_forward, linear_vjp);
}

}  // namespace softlook
