#include "../simd/gemm.hpp"
#include "ops.hpp"

namespace softlook {
namespace {

using simd::Into;

simd::Matrix matrix(const float* data, const Shape& shape) { return {data, shape.columns(), 1}; }

// y = a·b:   da += dy·bᵀ,  db += aᵀ·dy
void matmul_vjp(const Node& node) {
  const auto& [a, b, unused] = node.inputs;
  const int m = a.shape.rows(), k = a.shape.columns(), n = b.shape.columns();
  const simd::Matrix dy = matrix(node.output.gradient, node.output.shape);
  const simd::Matrix left = matrix(a.values, a.shape), right = matrix(b.values, b.shape);
  if (a.gradient) simd::gemm(m, k, n, dy, right.transposed(), a.gradient, k, Into::add);
  if (b.gradient) simd::gemm(k, n, m, left.transposed(), dy, b.gradient, n, Into::add);
}

// y = a·bᵀ:  da += dy·b,  db += dyᵀ·a
void matmul_transposed_vjp(const Node& node) {
  const auto& [a, b, unused] = node.inputs;
  const int m = a.shape.rows(), k = a.shape.columns(), n = b.shape.rows();
  const simd::Matrix dy = matrix(node.output.gradient, node.output.shape);
  const simd::Matrix left = matrix(a.values, a.shape), right = matrix(b.values, b.shape);
  if (a.gradient) simd::gemm(m, k, n, dy, right, a.gradient, k, Into::add);
  if (b.gradient) simd::gemm(n, k, m, dy.transposed(), left, b.gradient, k, Into::add);
}

}  // namespace

Tensor matmul(Tape& tape, Tensor a, Tensor b, Transpose transpose) {
  const bool second = transpose == Transpose::second;
  const int inner = second ? b.shape.columns() : b.shape.rows();
  if (a.shape.rank() != 2 || b.shape.rank() != 2 || a.shape.columns() != inner)
    throw Error("[matmul] " + a.shape.text() + " times " + b.shape.text() +
                (second ? " transposed" : "") + " does not fit: the inner sizes must be equal");

  const int m = a.shape.rows(), k = inner, n = second ? b.shape.rows() : b.shape.columns();
  Tensor y = tape.output("matmul", {m, n}, {a, b}, second ? matmul_transposed_vjp : matmul_vjp);
  const simd::Matrix left = matrix(a.values, a.shape), right = matrix(b.values, b.shape);
  simd::gemm(m, n, k, left, second ? right.transposed() : right, y.values, n, Into::set);
  return y;
}

}  // namespace softlook
