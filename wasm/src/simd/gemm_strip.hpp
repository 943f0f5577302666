#pragma once

#include <utility>

#include "batch.hpp"
#include "gemm.hpp"

// The innermost loops of the matrix product.
namespace softlook::simd {

// A panel of B is four, two or one batches wide; the widest that are filled come first.
constexpr int panel_columns = 4 * lanes;

// How many batches the first panel of so many columns has. There is no kernel for three: a panel of two
// and one of one do.
inline int batches_of(int columns) {
  if (columns > 3 * lanes) return 4;
  return columns > lanes ? 2 : 1;
}

// What a product is added to: C itself, one row for all, or, without data, nothing.
struct Old {
  const float* data;
  std::ptrdiff_t down;

  Old at(std::ptrdiff_t i, std::ptrdiff_t j) const {
    return data ? Old{data + i * down + j, down} : *this;
  }
};

// C = old + A·B for some rows of A and one panel of B. Either the rows of A are contiguous and begin
// `a_apart` floats apart, or the columns are.
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
// give, loads all that a turn of a loop needs before it computes, and spills what does not fit. 2 × 4
// batches are 8 sums, 4 of B, 2 elements of A and a product: exactly 15, with no unrolling. 4 × 2 would
// be as many, but 4 rows of A are 4 addresses to keep.
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
struct Kernel {
  int height;
  Multiply tall, flat;  // tiles of that height, and rows that are left
};
template <Contiguous contiguous>
inline constexpr Kernel kernels[] = {
    {4, multiply<4, 1, contiguous>, multiply<1, 1, contiguous>},
    {4, multiply<4, 2, contiguous>, multiply<1, 2, contiguous>},
    {2, multiply<2, 4, contiguous>, multiply<1, 4, contiguous>},
};

// Any number of rows; one, two or four batches of columns.
inline void multiply(int rows, int batches, Contiguous contiguous, Strip strip) {
  const Kernel& kernel = contiguous == Contiguous::rows ? kernels<Contiguous::rows>[batches / 2]
                                                        : kernels<Contiguous::columns>[batches / 2];
  const int tiles = rows / kernel.height, rest = rows % kernel.height;
  if (tiles) kernel.tall(tiles, strip);
  if (!rest) return;
  const std::ptrdiff_t done = std::ptrdiff_t{tiles} * kernel.height;
  strip.a += contiguous == Contiguous::rows ? done * strip.a_apart : done;
  strip.c += done * strip.c_down;
  strip.old = strip.old.at(done, 0);
  kernel.flat(rest, strip);
}

}  // namespace softlook::simd
