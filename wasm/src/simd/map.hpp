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

// v = f(w, x, y, z)
template <class F>
inline void zip(std::span<const float> w, std::span<const float> x, std::span<const float> y,
                std::span<const float> z, std::span<float> v, F&& f) {
  assert(x.size() == w.size() && y.size() == w.size() && z.size() == w.size());
  assert(v.size() >= w.size());
  blocks(w.size(), [&](std::size_t i, auto part) {
    store(&v[i], f(load(&w[i], part), load(&x[i], part), load(&y[i], part), load(&z[i], part)),
          part);
  });
}

// y = value
inline void fill(std::span<float> y, float value) {
  const Batch batch(value);
  blocks(y.size(), [&](std::size_t i, auto part) { store(&y[i], batch, part); });
}

// y += x
inline void add_to(std::span<float> y, std::span<const float> x) {
  zip(y, x, y, [](Batch old, Batch v) { return old + v; });
}

// y += factor·x
inline void axpy(float factor, std::span<const float> x, std::span<float> y) {
  const Batch scale(factor);
  zip(y, x, y, [&](Batch old, Batch v) { return old + scale * v; });
}

// The four lanes folded in an order that is ours, not the instruction set's.
template <class F>
inline float fold_lanes(const Batch& batch, F&& f) {
  float lane[lanes];
  batch.store_unaligned(lane);
  return f(f(lane[0], lane[2]), f(lane[1], lane[3]));
}

// Four batches side by side, since each waits for its last step: element i is combined into lane
// i mod 4 of batch (i/4) mod 4, and then ((b₀ b₂)(b₁ b₃)). `term(i, part)` is the batch from element
// i on, the unused lanes of a tail being neutral, as `start` is.
template <class Term, class F>
inline Batch reduce(std::size_t count, const Batch& start, Term&& term, F&& f) {
  Batch b0 = start, b1 = start, b2 = start, b3 = start;
  std::size_t i = 0;
  for (; i + 4 * lanes <= count; i += 4 * lanes) {
    b0 = f(b0, term(i, Full{}));
    b1 = f(b1, term(i + lanes, Full{}));
    b2 = f(b2, term(i + 2 * lanes, Full{}));
    b3 = f(b3, term(i + 3 * lanes, Full{}));
  }
  const auto rest = [&](Batch& b) {
    if (i + lanes <= count)
      b = f(b, term(i, Full{}));
    else if (i < count)
      b = f(b, term(i, Part{static_cast<int>(count - i)}));
    i += lanes;
  };
  rest(b0), rest(b1), rest(b2), rest(b3);
  return f(f(b0, b2), f(b1, b3));
}

// x₀ + x₁ + …
inline float sum(std::span<const float> x) {
  const auto plus = [](auto a, auto b) { return a + b; };
  const auto term = [&](std::size_t i, auto part) { return load(&x[i], part); };
  return fold_lanes(reduce(x.size(), Batch(0.0f), term, plus), plus);
}

// x₀y₀ + x₁y₁ + …
inline float dot(std::span<const float> x, std::span<const float> y) {
  assert(y.size() == x.size());
  const auto plus = [](auto a, auto b) { return a + b; };
  const auto term = [&](std::size_t i, auto part) { return load(&x[i], part) * load(&y[i], part); };
  return fold_lanes(reduce(x.size(), Batch(0.0f), term, plus), plus);
}

// The largest element; −∞ of none. A NaN is never the largest.
inline float max(std::span<const float> x) {
  const float lowest = -std::numeric_limits<float>::infinity();
  const auto term = [&](std::size_t i, auto part) { return load(&x[i], part, lowest); };
  // at_least keeps the first operand's NaN and refuses the second's: no NaN ever enters.
  const Batch largest = reduce(x.size(), Batch(lowest), term,
                               [](const Batch& a, const Batch& b) { return at_least(a, b); });
  return fold_lanes(largest, [](float a, float b) { return b > a ? b : a; });
}

// Whether every |x| is below `limit`; a NaN is not.
inline bool all_below(std::span<const float> x, float limit) {
  const Batch bound(limit);
  const auto term = [&](std::size_t i, auto part) {
    return xsimd::select(xsimd::abs(load(&x[i], part)) < bound, Batch(1.0f), Batch(0.0f));
  };
  const Batch within =
      reduce(x.size(), Batch(1.0f), term, [](const Batch& a, const Batch& b) { return a * b; });
  return fold_lanes(within, [](float a, float b) { return a * b; }) > 0;
}

}  // namespace softlook::simd
