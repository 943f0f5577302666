#pragma once

#include <algorithm>

#include "batch.hpp"
#include "gemm.hpp"

// Copies of parts of matrices, so laid out that the innermost loops walk straight through memory.
namespace softlook::simd {

// Rows 0 … k−1 of `columns` ≤ 4·batches columns of B, which begins at `b`, row after row without
// gaps. The columns that are missing to whole batches hold anything: nobody reads what becomes of them.
inline void pack_plain(const float* b, std::ptrdiff_t down, int k, int columns, int batches,
                       float* to) {
  if (columns == 4 * lanes) {
    for (int p = 0; p < k; ++p, b += down, to += 4 * lanes) {
      const Batch x0 = load(b, Full{}), x1 = load(b + lanes, Full{});
      const Batch x2 = load(b + 2 * lanes, Full{}), x3 = load(b + 3 * lanes, Full{});
      store(to, x0, Full{});
      store(to + lanes, x1, Full{});
      store(to + 2 * lanes, x2, Full{});
      store(to + 3 * lanes, x3, Full{});
    }
    return;
  }
  const int whole = columns / lanes * lanes, rest = columns % lanes;
  for (int p = 0; p < k; ++p, b += down, to += batches * lanes) {
    for (int j = 0; j < whole; j += lanes) store(to + j, load(b + j, Full{}), Full{});
    if (rest) store(to + whole, load(b + whole, Part{rest}), Full{});
  }
}

// Four columns from four contiguous pieces of memory, four elements of each at a time.
inline void pack_four(const float* const (&from)[lanes], int k, std::ptrdiff_t apart, float* to) {
  int p = 0;
  for (; p + lanes <= k; p += lanes, to += lanes * apart) {
    const Batch x0 = load(from[0] + p, Full{}), x1 = load(from[1] + p, Full{});
    const Batch x2 = load(from[2] + p, Full{}), x3 = load(from[3] + p, Full{});
    const Batch low02 = xsimd::zip_lo(x0, x2), low13 = xsimd::zip_lo(x1, x3);
    const Batch high02 = xsimd::zip_hi(x0, x2), high13 = xsimd::zip_hi(x1, x3);
    store(to, xsimd::zip_lo(low02, low13), Full{});
    store(to + apart, xsimd::zip_hi(low02, low13), Full{});
    store(to + 2 * apart, xsimd::zip_lo(high02, high13), Full{});
    store(to + 3 * apart, xsimd::zip_hi(high02, high13), Full{});
  }
  for (; p < k; ++p, to += apart)
    store(to, Batch(from[0][p], from[1][p], from[2][p], from[3][p]), Full{});
}

// The same for a B whose columns are contiguous; a missing column is a copy of the last.
inline void pack_transposed(const float* b, std::ptrdiff_t across, int k, int columns, int batches,
                            float* to) {
  for (int j = 0; j < batches * lanes; j += lanes) {
    const auto column = [&](int i) { return b + std::min(j + i, columns - 1) * across; };
    const float* const from[lanes] = {column(0), column(1), column(2), column(3)};
    pack_four(from, k, batches * lanes, to + j);
  }
}

// The same for any B.
inline void pack_scattered(const Matrix& b, int k, int columns, int batches, float* to) {
  for (int p = 0; p < k; ++p, to += batches * lanes) {
    for (int j = 0; j < columns; ++j) to[j] = b.at(p, j);
    for (int j = columns; j < batches * lanes; ++j) to[j] = 0;
  }
}

inline void pack(const Matrix& b, int k, int columns, int batches, float* to) {
  if (b.across == 1) return pack_plain(b.data, b.down, k, columns, batches, to);
  if (b.down == 1) return pack_transposed(b.data, b.across, k, columns, batches, to);
  pack_scattered(b, k, columns, batches, to);
}

}  // namespace softlook::simd
