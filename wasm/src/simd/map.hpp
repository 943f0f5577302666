#pragma once

#include <algorithm>
#include <cassert>
#include <span>

#include "batch.hpp"
#include "fill.hpp"

// Loops over contiguous floats. `f` is written once, for a batch; the tail uses it too.
namespace softlook::simd {

// y = f(x)
template <class F>
[[gnu::always_inline]] inline void map(std::span<const float> x, std::span<float> y, F&& f) {
  assert(y.size() >= x.size());
  blocks(x.size(), [&](std::size_t i, auto part) __attribute__((always_inline)) {
    store(&y[i], f(load(&x[i], part)), part);
  });
}

// z = f(x, y)
template <class F>
[[gnu::always_inline]] inline void zip(std::span<const float> x, std::span<const float> y,
                                       std::span<float> z, F&& f) {
  assert(y.size() == x.size() && z.size() >= x.size());
  blocks(x.size(), [&](std::size_t i, auto part) __attribute__((always_inline)) {
    store(&z[i], f(load(&x[i], part), load(&y[i], part)), part);
  });
}

// w = f(x, y, z)
template <class F>
[[gnu::always_inline]] inline void zip(std::span<const float> x, std::span<const float> y,
                                       std::span<const float> z, std::span<float> w, F&& f) {
  assert(y.size() == x.size() && z.size() == x.size() && w.size() >= x.size());
  blocks(x.size(), [&](std::size_t i, auto part) __attribute__((always_inline)) {
    store(&w[i], f(load(&x[i], part), load(&y[i], part), load(&z[i], part)), part);
  });
}

// v = f(w, x, y, z)
template <class F>
[[gnu::always_inline]] inline void zip(std::span<const float> w, std::span<const float> x,
                                       std::span<const float> y, std::span<const float> z,
                                       std::span<float> v, F&& f) {
  assert(x.size() == w.size() && y.size() == w.size() && z.size() == w.size());
  assert(v.size() >= w.size());
  blocks(w.size(), [&](std::size_t i, auto part) __attribute__((always_inline)) {
    store(&v[i], f(load(&w[i], part), load(&x[i], part), load(&y[i], part), load(&z[i], part)),
          part);
  });
}

// y += x
inline void add_to(std::span<float> y, std::span<const float> x) {
  zip(y, x, y, [](Batch old, Batch v) { return old + v; });
}

// y += each of so many rows that lie one after another, the first first.
void add_rows(std::span<float> y, const float* rows, int count);

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
  Batch parts[] = {b0, b1, b2, b3};
  for (Batch* part = parts; i < count; i += lanes, ++part)
    *part = f(*part, term(i, Part{static_cast<int>(std::min<std::size_t>(count - i, lanes))}));
  return f(f(parts[0], parts[2]), f(parts[1], parts[3]));
}

// x₀ + x₁ + …
float sum(std::span<const float> x);

// x₀y₀ + x₁y₁ + …
float dot(std::span<const float> x, std::span<const float> y);

// The largest element; −∞ of none. A NaN is never the largest.
float max(std::span<const float> x);

// Whether every |x| is below `limit`; a NaN is not.
bool all_below(std::span<const float> x, float limit);

// The sum of what comes in pieces, as if it were in one; each but the last is 16·n long.
class Sum {
 public:
  void add(std::span<const float> x);
  float total() const;

 private:
  Batch parts_[4] = {Batch(0.0f), Batch(0.0f), Batch(0.0f), Batch(0.0f)};
};

}  // namespace softlook::simd
