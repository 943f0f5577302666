#pragma once

#include <cassert>
#include <limits>
#include <span>

#include "batch.hpp"

// Loops over contiguous floats. `f` is written once, for a batch; the tail uses it too.
namespace softlook::simd {

// y = f(x)
template <class F>
inline void map(std::span<const float> x, std::span<float> y, F&& f) {
  assert(y.size() >= x.size());
  blocks(x.size(), [&](std::size_t i, auto part) { store(&y[i], f(load(&x[i], part)), part); });
}

// z = f(x, y)
template <class F>
inline void zip(std::span<const float> x, std::span<const float> y, std::span<float> z, F&& f) {
  assert(y.size() == x.size() && z.size() >= x.size());
  blocks(x.size(), [&](std::size_t i, auto part) {
    store(&z[i], f(load(&x[i], part), load(&y[i], part)), part);
  });
}

// w = f(x, y, z)
template <class F>
inline void zip(std::span<const float> x, std::span<const float> y, std::span<const float> z,
                std::span<float> w, F&& f) {
  assert(y.size() == x.size() && z.size() == x.size() && w.size() >= x.size());
  blocks(x.size(), [&](std::size_t i, auto part) {
    store(&w[i], f(load(&x[i], part), load(&y[i], part), load(&z[i], part)), part);
  });
}

// The four lanes folded in an order that is ours, not the instruction set's.
template <class F>
inline float fold_lanes(const Batch& batch, F&& f) {
  float lane[lanes];
  batch.store_unaligned(lane);
  return f(f(lane[0], lane[2]), f(lane[1], lane[3]));
}

// x₀ + x₁ + …
inline float sum(std::span<const float> x) {
  Batch total(0.0f);
  blocks(x.size(), [&](std::size_t i, auto part) { total = total + load(&x[i], part); });
  return fold_lanes(total, [](float a, float b) { return a + b; });
}

// x₀y₀ + x₁y₁ + …
inline float dot(std::span<const float> x, std::span<const float> y) {
  Batch total(0.0f);
  blocks(x.size(),
         [&](std::size_t i, auto part) { total = total + load(&x[i], part) * load(&y[i], part); });
  return fold_lanes(total, [](float a, float b) { return a + b; });
}

// The largest element; −∞ of none. A NaN is never the largest.
inline float max(std::span<const float> x) {
  const float lowest = -std::numeric_limits<float>::infinity();
  Batch largest(lowest);
  blocks(x.size(), [&](std::size_t i, auto part) {
    const Batch next = load(&x[i], part, lowest);
    largest = xsimd::select(next > largest, next, largest);
  });
  return fold_lanes(largest, [](float a, float b) { return b > a ? b : a; });
}

// Whether every |x| is below `limit`; a NaN is not.
inline bool all_below(std::span<const float> x, float limit) {
  Batch within(1.0f);
  const Batch bound(limit);
  blocks(x.size(), [&](std::size_t i, auto part) {
    within = xsimd::select(xsimd::abs(load(&x[i], part)) < bound, within, Batch(0.0f));
  });
  return fold_lanes(within, [](float a, float b) { return a < b ? a : b; }) > 0;
}

}  // namespace softlook::simd
