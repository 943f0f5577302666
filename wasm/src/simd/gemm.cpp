#include "gemm.hpp"

#include <algorithm>

#include "batch.hpp"

namespace softlook::simd {
namespace {

// The tile that is held in registers: 3 rows of 3 batches are 9 sums, and leave enough of the 15
// usable registers for one row of B and one element of A, so that nothing spills in a browser.
constexpr int tile_rows = 3;
constexpr int tile_batches = 3;
constexpr int tile_columns = tile_batches * lanes;
constexpr int depth = gemm_depth;

// One tile of C += A·panel. The panel holds k rows of Batches·4 columns of B, without gaps. Kept
// out of line: a browser optimises a function that is called often, not a loop that is entered once.
template <int Rows, int Batches>
[[gnu::noinline]] void tile(int k, Matrix a, const float* panel, float* c, std::ptrdiff_t c_down) {
  Batch sums[Rows][Batches];
  for (int i = 0; i < Rows; ++i)
    for (int j = 0; j < Batches; ++j) sums[i][j] = Batch(0.0f);

  for (int p = 0; p < k; ++p) {
    Batch row[Batches];
    for (int j = 0; j < Batches; ++j)
      row[j] = Batch::load_unaligned(panel + (p * Batches + j) * lanes);
    for (int i = 0; i < Rows; ++i) {
      const Batch element(a.at(i, p));
      for (int j = 0; j < Batches; ++j) sums[i][j] = sums[i][j] + element * row[j];
    }
  }

  for (int i = 0; i < Rows; ++i)
    for (int j = 0; j < Batches; ++j) {
      float* to = c + i * c_down + j * lanes;
      store(to, load(to, Full{}) + sums[i][j], Full{});
    }
}

using Tile = void (*)(int, Matrix, const float*, float*, std::ptrdiff_t);
constexpr Tile tiles[tile_rows][tile_batches] = {
    {tile<1, 1>, tile<1, 2>, tile<1, 3>},
    {tile<2, 1>, tile<2, 2>, tile<2, 3>},
    {tile<3, 1>, tile<3, 2>, tile<3, 3>},
};

// Copies rows p0 … p0+k−1 and columns j0 … j0+columns−1 of B, padded with zeros to whole batches.
void pack(Matrix b, int p0, int k, int j0, int columns, int batches, float* panel) {
  for (int p = 0; p < k; ++p) {
    float* row = panel + p * batches * lanes;
    for (int j = 0; j < columns; ++j) row[j] = b.at(p0 + p, j0 + j);
    for (int j = columns; j < batches * lanes; ++j) row[j] = 0;
  }
}

}  // namespace

void gemm(int m, int n, int k, Matrix a, Matrix b, float* c, std::ptrdiff_t c_down, Into into) {
  alignas(16) float panel[depth * tile_columns];
  alignas(16) float edge[tile_rows * lanes * tile_batches];

  if (into == Into::set)
    for (int i = 0; i < m; ++i) std::fill_n(c + i * c_down, n, 0.0f);

  for (int p0 = 0; p0 < k; p0 += depth) {
    const int part = std::min(depth, k - p0);
    for (int j0 = 0; j0 < n; j0 += tile_columns) {
      const int columns = std::min(tile_columns, n - j0);
      const int batches = (columns + lanes - 1) / lanes;
      pack(b, p0, part, j0, columns, batches, panel);

      for (int i0 = 0; i0 < m; i0 += tile_rows) {
        const int rows = std::min(tile_rows, m - i0);
        const Matrix strip{&a.data[i0 * a.down + p0 * a.across], a.down, a.across};
        const Tile multiply = tiles[rows - 1][batches - 1];
        float* corner = c + i0 * c_down + j0;
        if (columns == batches * lanes) {
          multiply(part, strip, panel, corner, c_down);
          continue;
        }
        // The last columns do not fill a batch: compute beside C, then add what belongs to it.
        std::fill(std::begin(edge), std::end(edge), 0.0f);
        multiply(part, strip, panel, edge, batches * lanes);
        for (int i = 0; i < rows; ++i)
          for (int j = 0; j < columns; ++j) corner[i * c_down + j] += edge[i * batches * lanes + j];
      }
    }
  }
}

}  // namespace softlook::simd
