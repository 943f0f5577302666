#include <algorithm>

#include "../simd/gemm.hpp"
#include "ops.hpp"

namespace softlook {
namespace {

using simd::Into;
using simd::Matrix;

// One product for each pair of leading indices; a step of 0 uses the same matrix again.
struct Products {
  int m, k, n;
  bool a_transposed, b_transposed;
  std::array<int, 2> counts;
  std::array<std::ptrdiff_t, 2> a_steps, b_steps, y_steps;
};

template <class Body>
void each(const Products& products, Body&& body) {
  for (int i = 0; i < products.counts[0]; ++i)
    for (int j = 0; j < products.counts[1]; ++j) {
      const auto offset = [&](const std::array<std::ptrdiff_t, 2>& steps) {
        return i * steps[0] + j * steps[1];
      };
      body(offset(products.a_steps), offset(products.b_steps), offset(products.y_steps));
    }
}

// As it lies in memory, seen as rows×columns.
Matrix view(const float* data, int rows, int columns, bool transposed) {
  return transposed ? Matrix{data, 1, rows} : Matrix{data, columns, 1};
}

void matmul_forward(const Node& node) {
  const auto& [a, b, unused1, unused2] = node.inputs;
  const auto& all = node.as<Products>();
  const auto [m, k, n] = std::array{all.m, all.k, all.n};
  each(all, [&](std::ptrdiff_t at_a, std::ptrdiff_t at_b, std::ptrdiff_t at_y) {
    simd::gemm(m, n, k, view(a.values + at_a, m, k, all.a_transposed),
               view(b.values + at_b, k, n, all.b_transposed), node.output.values + at_y, n,
               Into::set);
  });
}

// d += left·right, or its transpose if d lies transposed: (left·right)ᵀ = rightᵀ·leftᵀ
void add_product(int rows, int columns, int inner, Matrix left, Matrix right, float* d,
                 bool transposed) {
  if (transposed)
    simd::gemm(columns, rows, inner, right.transposed(), left.transposed(), d, rows, Into::add);
  else
    simd::gemm(rows, columns, inner, left, right, d, columns, Into::add);
}

// y = a·b:   da += dy·bᵀ,  db += aᵀ·dy
void matmul_vjp(const Node& node) {
  const auto& [a, b, unused1, unused2] = node.inputs;
  const auto& all = node.as<Products>();
  const auto [m, k, n] = std::array{all.m, all.k, all.n};
  each(all, [&](std::ptrdiff_t at_a, std::ptrdiff_t at_b, std::ptrdiff_t at_y) {
    const Matrix dy = view(node.output.gradient + at_y, m, n, false);
    const Matrix left = view(a.values + at_a, m, k, all.a_transposed);
    const Matrix right = view(b.values + at_b, k, n, all.b_transposed);
    if (a.gradient)
      add_product(m, k, n, dy, right.transposed(), a.gradient + at_a, all.a_transposed);
    if (b.gradient)
      add_product(k, n, m, left.transposed(), dy, b.gradient + at_b, all.b_transposed);
  });
}

// The size of x's leading dimension `index` (0 or 1) of two; one that is left out is 1.
int leading(const Shape& x, int index) {
  const int at = index - (Shape::max_rank - x.rank());
  return at < 0 ? 1 : x[at];
}

}  // namespace

Tensor matmul(Tape& tape, const Tensor& a, const Tensor& b, Transpose transpose) {
  const bool first = transpose == Transpose::first || transpose == Transpose::both;
  const bool second = transpose == Transpose::second || transpose == Transpose::both;
  const auto refuse = [&](const char* why) {
    fail("[matmul] %% times %% does not fit: %",
         {a.shape, first ? " transposed" : "", b.shape, second ? " transposed" : "", why});
  };
  const int rank_a = a.shape.rank(), rank_b = b.shape.rank();
  if (rank_a < 2 || rank_b < 2) refuse("each must have two dimensions at least");
  const auto size = [](const Shape& x, bool transposed, int which) {
    return x[x.rank() - (transposed == (which == 0) ? 1 : 2)];
  };
  Products all{.m = size(a.shape, first, 0),
               .k = size(a.shape, first, 1),
               .n = size(b.shape, second, 1),
               .a_transposed = first,
               .b_transposed = second,
               .counts = {},
               .a_steps = {},
               .b_steps = {},
               .y_steps = {}};
  if (size(b.shape, second, 0) != all.k) refuse("the inner sizes must be equal");

  std::ptrdiff_t a_step = std::ptrdiff_t{all.m} * all.k, b_step = std::ptrdiff_t{all.k} * all.n,
                 y_step = std::ptrdiff_t{all.m} * all.n;
  for (std::size_t i : {1u, 0u}) {
    const int of_a = leading(a.shape, static_cast<int>(i));
    const int of_b = leading(b.shape, static_cast<int>(i));
    if (of_a != of_b && of_a != 1 && of_b != 1) refuse("the leading sizes must be equal, or 1");
    all.counts[i] = std::max(of_a, of_b);
    all.a_steps[i] = of_a == 1 ? 0 : a_step;
    all.b_steps[i] = of_b == 1 ? 0 : b_step;
    all.y_steps[i] = y_step;
    a_step *= of_a;
    b_step *= of_b;
    y_step *= all.counts[i];
  }
  const int rank = std::max(rank_a, rank_b);
  const Shape shape = rank == 2   ? Shape{all.m, all.n}
                      : rank == 3 ? Shape{all.counts[1], all.m, all.n}
                                  : Shape{all.counts[0], all.counts[1], all.m, all.n};
  return tape.record("matmul", shape, {a, b}, matmul_forward, matmul_vjp, tape.save("matmul", all));
}

}  // namespace softlook
