#pragma once

#include <cstddef>

namespace softlook::simd {

// A matrix anywhere in memory: element (i, j) is data[i·down + j·across]. A transpose is a swap.
struct Matrix {
  const float* data;
  std::ptrdiff_t down;
  std::ptrdiff_t across;

  Matrix transposed() const { return {data, across, down}; }
  float at(std::ptrdiff_t i, std::ptrdiff_t j) const { return data[i * down + j * across]; }
};

// Whether a result replaces what was there or is added to it.
enum class Into { set, add };

// C = A·B or C += A·B, where A is [m,k], B is [k,n] and C is [m,n]; the rows of C are contiguous and
// begin `c_down` floats apart. C overlaps neither A nor B. Nothing outside the three is read or
// written, and C is not read when it is set; with k = 0 the product is 0.
//
// The bits of an element depend on its row of A, its column of B, k and, when added to, its old
// value, and on nothing else: neither on m, n and the strides nor on where in C it lies. So a product
// made in blocks of rows or columns has the bits of the whole. Each element is
//
//     (((old +) block₀) + block₁) + …,   block = ((0 + a·b) + a·b) + …   in ascending order,
//
// with `gemm_depth` products a block, the last with what remains of k.
constexpr int gemm_depth = 256;
void gemm(int m, int n, int k, Matrix a, Matrix b, float* c, std::ptrdiff_t c_down, Into into);

// C = row + A·B, the same row of n numbers for each of C's: as if C had held it and been added to.
void gemm_plus_row(int m, int n, int k, Matrix a, Matrix b, const float* row, float* c,
                   std::ptrdiff_t c_down);

}  // namespace softlook::simd
