#include "gemm.hpp"

#include <algorithm>

#include "gemm_pack.hpp"
#include "gemm_strip.hpp"

namespace softlook::simd {
namespace {

constexpr int depth = gemm_depth;
constexpr int group_columns = 128;  // of B, packed at a time: 128 KB, for the second cache
constexpr int block_rows = 128;     // of A, for which a panel of B stays in the first cache
constexpr int packed_rows = 16;     // of A, packed at a time: a cache line of each column

struct Scratch {
  alignas(64) float b[depth * group_columns];
  alignas(64) float a[depth * packed_rows];
  alignas(64) float edge[block_rows * panel_columns];
};

// Static: a browser's stack is small.
Scratch& scratch() {
  static thread_local Scratch memory;
  return memory;
}

Matrix from(const Matrix& x, std::ptrdiff_t i, std::ptrdiff_t j) {
  return {&x.data[i * x.down + j * x.across], x.down, x.across};
}

// The last columns do not fill a batch: they were computed beside C, and are copied or added.
void merge(int rows, int columns, int wide, const float* edge, float* c, std::ptrdiff_t c_down,
           Old old) {
  for (int i = 0; i < rows; ++i, edge += wide, c += c_down, old = old.at(1, 0))
    for (int j = 0; j < columns; ++j) c[j] = old.data ? old.data[j] + edge[j] : edge[j];
}

// The columns of the panel that is the first of so many: all, or what fills it.
struct Panel {
  explicit Panel(int left)
      : batches(batches_of(left)), wide(batches * lanes), columns(std::min(wide, left)) {}
  bool full() const { return columns == wide; }

  int batches, wide, columns;
};

// Some columns and rows of B, by panels. Those that fill no batch are always packed.
struct Group {
  int columns;
  int k;
  Matrix b;
  const float* packed;
  bool direct;  // the full panels are read where they are
};

// The rows of B are read where they are if there is too little work to pay for a copy, and if they
// are so few and so close that the first cache holds a panel of them.
bool reads_in_place(int m, int k, const Matrix& b) {
  return b.across == 1 && (m <= 16 || (m <= 64 && k <= 64 && b.down <= 128));
}

Group prepare(int m, int columns, int k, const Matrix& b, float* to) {
  const Group group{columns, k, b, to, reads_in_place(m, k, b)};
  for (int j = 0; j < columns;) {
    const Panel panel(columns - j);
    if (!group.direct || !panel.full())
      pack(from(b, 0, j), k, panel.columns, panel.batches, to + j * k);
    j += panel.columns;
  }
  return group;
}

// C = old + A·B for some rows of A and a group of columns of B.
void multiply_block(int rows, const Matrix& a, const Group& group, float* c, std::ptrdiff_t c_down,
                    const Old& old, float* edge) {
  const bool by_rows = a.across == 1;
  const Contiguous contiguous = by_rows ? Contiguous::rows : Contiguous::columns;
  Strip strip{group.k, a.data, by_rows ? a.down : a.across, nullptr, 0, c, c_down, old};
  for (int j = 0; j < group.columns;) {
    const Panel panel(group.columns - j);
    if (group.direct && panel.full()) {
      strip.b = group.b.data + j;
      strip.b_down = group.b.down;
    } else {
      strip.b = group.packed + j * group.k;
      strip.b_down = panel.wide;
    }
    if (panel.full()) {
      strip.c = c + j;
      strip.old = old.at(0, j);
      multiply(rows, panel.batches, contiguous, strip);
    } else {
      strip.c = edge;
      strip.c_down = panel.wide;
      strip.old = {};
      multiply(rows, panel.batches, contiguous, strip);
      merge(rows, panel.columns, panel.wide, edge, c + j, c_down, old.at(0, j));
    }
    j += panel.columns;
  }
}

// Up to 16 rows of A, column after column.
Matrix pack_rows(const Matrix& a, int rows, int k, float* to) {
  if (a.down == 1 && rows == packed_rows) {
    const float* column = a.data;
    float* copy = to;
    for (int p = 0; p < k; ++p, column += a.across, copy += packed_rows)
      times<packed_rows / lanes>(
          [&](auto i) { store(copy + i * lanes, load(column + i * lanes, Full{}), Full{}); });
  } else {
    for (int p = 0; p < k; ++p)
      for (int i = 0; i < rows; ++i) to[p * packed_rows + i] = a.at(i, p);
  }
  return {to, 1, packed_rows};
}

void product(int m, int n, int k, Matrix a, Matrix b, float* c, std::ptrdiff_t c_down, Old old) {
  Scratch& memory = scratch();
  for (int p0 = 0; p0 < k; p0 += depth, old = {c, c_down}) {
    const int part = std::min(depth, k - p0);
    const bool in_place = a.across == 1 || (a.down == 1 && part <= 64);
    const int step = in_place ? block_rows : packed_rows;
    for (int j0 = 0; j0 < n; j0 += group_columns) {
      const int columns = std::min(group_columns, n - j0);
      const Group group = prepare(m, columns, part, from(b, p0, j0), memory.b);
      for (int i0 = 0; i0 < m; i0 += step) {
        const int rows = std::min(step, m - i0);
        Matrix block = from(a, i0, p0);
        if (!in_place) block = pack_rows(block, rows, part, memory.a);
        multiply_block(rows, block, group, c + i0 * c_down + j0, c_down, old.at(i0, j0),
                       memory.edge);
      }
    }
  }
}

}  // namespace

void gemm(int m, int n, int k, Matrix a, Matrix b, float* c, std::ptrdiff_t c_down, Into into) {
  if (k == 0 && into == Into::set)
    for (int i = 0; i < m; ++i) std::fill_n(c + i * c_down, n, 0.0f);
  product(m, n, k, a, b, c, c_down, into == Into::add ? Old{c, c_down} : Old{});
}

void gemm_plus_row(int m, int n, int k, Matrix a, Matrix b, const float* row, float* c,
                   std::ptrdiff_t c_down) {
  if (k == 0)
    for (int i = 0; i < m; ++i) std::copy_n(row, n, c + i * c_down);
  product(m, n, k, a, b, c, c_down, {row, 0});
}

}  // namespace softlook::simd
