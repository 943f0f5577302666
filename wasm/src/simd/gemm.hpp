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

// C += A·B, where A is [m,k], B is [k,n] and C is [m,n] with contiguous rows. Every element sums
// its k products in ascending order, in blocks of 256.
void gemm(int m, int n, int k, Matrix a, Matrix b, float* c);

}  // namespace softlook::simd
