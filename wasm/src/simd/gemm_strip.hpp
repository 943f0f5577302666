#pragma once

#include <utility>

#include "batch.hpp"
#include "gemm.hpp"

// The innermost loops of the matrix product.
namespace softlook::simd {

// The columns of a panel of B, a multiple of which is worked on at a time.
constexpr int tile_rows = 4;
constexpr int panel_batches = 2;
constexpr int panel_columns = panel_batches * lanes;

// What a product is added to: C itself, one row for all, or, without data, nothing.
struct Old {
  const float* data;
  std::ptrdiff_t down;

  Old at(std::ptrdiff_t i, std::ptrdiff_t j) const {
    return data ? Old{data + i * down + j, down} : *this;
  }
};

// C = old + A·B for some rows of A and one panel of B. Either the rows of A
// are contiguous and begin `a_apart` floats apart, or the columns are.
struct Strip {
  int k;
  const float* a;
  std::ptrdiff_t a_apart;
  const float* b;
  std::ptrdiff_t b_down;
  float* c;
  std::ptrdiff_t c_down;
  Old old;
};

enum class Contiguous { rows, columns };

// f(0), …, f(count − 1), each with a constant: what they index stays in registers.
template <int count, class F>
[[gnu::always_inline]] inline void times(F&& f) {
  [&]<int... i>(std::integer_sequence<int, i...>) {
    (f(std::integral_constant<int, i>{}), ...);
  }(std::make_integer_sequence<int, count>{});
}

// `tiles` tiles of C below each other, each Rows × Batches·4. A browser has 15 vector registers to
// give, loads all that a turn of a loop needs before it computes, and spills what does not fit. 4 × 2
// batches are 8 sums, 2 of B, 4 elements of A and a product: exactly 15, with no unrolling.
template <int Rows, int Batches, Contiguous contiguous>
void multiply(int tiles, const Strip& strip) {
  // A copy: what is written to C might, for all the compiler knows, be the strip.
  Strip s = strip;
  constexpr bool by_rows = contiguous == Contiguous::rows;
  const std::ptrdiff_t across = by_rows ? 1 : s.a_apart, down = by_rows ? s.a_apart : 1;

  for (int t = 0; t < tiles; ++t, s.old = s.old.at(Rows, 0)) {
    Batch sums[Rows][Batches];
    times<Rows>([&](auto i) { times<Batches>([&](auto j) { sums[i][j] = Batch(0.0f); }); });

    const float* element = s.a + t * Rows * down;
    const float* row = s.b;
    for (int p = 0; p < s.k; ++p, element += across, row += s.b_down) {
      Batch loaded[Batches];
      times<Batches>([&](auto j) { loaded[j] = Batch::load_unaligned(row + j * lanes); });
      times<Rows>([&](auto i) {
        const Batch factor(element[i * down]);
        times<Batches>([&](auto j) { sums[i][j] = sums[i][j] + factor * loaded[j]; });
      });
    }

    float* corner = s.c + t * Rows * s.c_down;
    times<Rows>([&](auto i) {
      times<Batches>([&](auto j) {
        const Batch sum = s.old.data
                              ? load(s.old.data + i * s.old.down + j * lanes, Full{}) + sums[i][j]
                              : sums[i][j];
        store(corner + i * s.c_down + j * lanes, sum, Full{});
      });
    });
  }
}

// Called through a table, so that they stay functions of their own: a browser optimises a function
// that is called often, not a loop entered once, and the linker would inline what has one caller.
using Multiply = void (*)(int, const Strip&);
template <int Batches, Contiguous contiguous>
inline constexpr Multiply multiply_rows[] = {multiply<1, Batches, contiguous>,
                                             multiply<2, Batches, contiguous>,
                                             multiply<tile_rows, Batches, contiguous>};
inline constexpr const Multiply* multiply_table[2][panel_batches] = {
    {multiply_rows<1, Contiguous::rows>, multiply_rows<2, Contiguous::rows>},
    {multiply_rows<1, Contiguous::columns>, multiply_rows<2, Contiguous::columns>},
};

// Any number of rows, in tiles of four, two and one; one or two batches of columns.
inline void multiply(int rows, int batches, Contiguous contiguous, Strip strip) {
  const Multiply* by_height = multiply_table[static_cast<int>(contiguous)][batches - 1];
  const auto go_down = [&](int height, int tiles) {
    if (!tiles) return;
    by_height[height / 2](tiles, strip);
    const std::ptrdiff_t done = tiles * height;
    strip.a += contiguous == Contiguous::rows ? done * strip.a_apart : done;
    strip.c += done * strip.c_down;
    strip.old = strip.old.at(done, 0);
  };
  go_down(tile_rows, rows / tile_rows);
  go_down(2, rows % tile_rows / 2);
  go_down(1, rows % 2);
}

}  // namespace softlook::simd
