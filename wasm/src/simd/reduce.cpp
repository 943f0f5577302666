#include <cassert>
#include <limits>

#include "map.hpp"

namespace softlook::simd {
namespace {

constexpr auto plus = [](auto a, auto b) { return a + b; };

}  // namespace

void fill(std::span<float> y, float value) {
  const Batch batch(value);
  blocks(y.size(), [&](std::size_t i, auto part) { store(&y[i], batch, part); });
}

void add_rows(std::span<float> y, const float* rows, int count) {
  const std::size_t width = y.size();
  int i = 0;
  // By fours, so that y is read and written less often; the order of its sums is the same.
  for (; i + 4 <= count; i += 4, rows += 4 * width)
    blocks(width, [&](std::size_t j, auto part) {
      const auto row = [&](std::size_t k) { return load(&rows[k * width + j], part); };
      store(&y[j], (((load(&y[j], part) + row(0)) + row(1)) + row(2)) + row(3), part);
    });
  for (; i < count; ++i, rows += width) add_to(y, {rows, width});
}

float sum(std::span<const float> x) {
  const auto term = [&](std::size_t i, auto part) { return load(&x[i], part); };
  return fold_lanes(reduce(x.size(), Batch(0.0f), term, plus), plus);
}

float dot(std::span<const float> x, std::span<const float> y) {
  assert(y.size() == x.size());
  const auto term = [&](std::size_t i, auto part) { return load(&x[i], part) * load(&y[i], part); };
  return fold_lanes(reduce(x.size(), Batch(0.0f), term, plus), plus);
}

float max(std::span<const float> x) {
  const float lowest = -std::numeric_limits<float>::infinity();
  const auto term = [&](std::size_t i, auto part) { return load(&x[i], part, lowest); };
  // at_least keeps the first operand's NaN and refuses the second's: no NaN ever enters.
  const Batch largest = reduce(x.size(), Batch(lowest), term,
                               [](const Batch& a, const Batch& b) { return at_least(a, b); });
  return fold_lanes(largest, [](float a, float b) { return b > a ? b : a; });
}

bool all_below(std::span<const float> x, float limit) {
  const Batch bound(limit);
  const auto term = [&](std::size_t i, auto part) {
    return select(xsimd::abs(load(&x[i], part)) < bound, Batch(1.0f), Batch(0.0f));
  };
  const Batch within =
      reduce(x.size(), Batch(1.0f), term, [](const Batch& a, const Batch& b) { return a * b; });
  return fold_lanes(within, [](float a, float b) { return a * b; }) > 0;
}

void Sum::add(std::span<const float> x) {
  std::size_t k = 0;
  blocks(x.size(), [&](std::size_t i, auto part) {
    parts_[k] = parts_[k] + load(&x[i], part);
    k = (k + 1) % 4;
  });
}

float Sum::total() const {
  return fold_lanes((parts_[0] + parts_[2]) + (parts_[1] + parts_[3]), plus);
}

}  // namespace softlook::simd
