#pragma once

#include <cfloat>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <xsimd/xsimd.hpp>

namespace softlook::simd {

// Four floats on every target, whatever wider registers the machine has: that, and never fusing a
// multiplication with an addition, is what makes a run give the same bits everywhere.
using Batch = xsimd::make_sized_batch_t<float, 4>;
using IntBatch = xsimd::make_sized_batch_t<std::int32_t, 4>;
static_assert(!std::is_void_v<Batch>, "softlook needs 128-bit SIMD");
static_assert(FLT_EVAL_METHOD == 0, "every float operation must be rounded to a float");
#if defined(__ARM_NEON) && !defined(__aarch64__)
#error "32-bit NEON flushes small numbers to zero and cannot divide: the bits would differ"
#endif

using xsimd::select;

constexpr int lanes = 4;

// x / y, correctly rounded. Never write it with `/`: on NEON xsimd's is an estimate, refined twice.
inline Batch divide(const Batch& x, const Batch& y) {
#if defined(__aarch64__)
  return Batch(vdivq_f32(x, y));
#else
  return x / y;
#endif
}

// The larger of two, the smaller of two. A NaN in `x` comes through, one in `bound` does not. Each
// is one instruction; which operand a NaN is taken from differs between machines, hence the cases.
inline Batch at_least(const Batch& x, const Batch& bound) {
#if defined(__wasm__)
  return xsimd::max(x, bound);
#elif defined(__SSE2__)
  return xsimd::max(bound, x);
#else
  return xsimd::select(x < bound, bound, x);
#endif
}
inline Batch at_most(const Batch& x, const Batch& bound) {
#if defined(__wasm__)
  return xsimd::min(x, bound);
#elif defined(__SSE2__)
  return xsimd::min(bound, x);
#else
  return xsimd::select(bound < x, bound, x);
#endif
}

// How many lanes of a batch are in use: all of them, known to the compiler, or a number of them.
struct Full {};
struct Part {
  int count;
};

inline Batch load(const float* from, Full, float = 0) { return Batch::load_unaligned(from); }
inline void store(float* to, const Batch& batch, Full) { batch.store_unaligned(to); }

// The unused lanes hold `padding`.
Batch load(const float* from, Part part, float padding = 0);
void store(float* to, const Batch& batch, Part part);

// The one tail loop: `body(offset, Full or Part)` over `count` elements.
template <class Body>
[[gnu::always_inline]] inline void blocks(std::size_t count, Body&& body) {
  std::size_t i = 0;
  for (; i + lanes <= count; i += lanes) body(i, Full{});
  if (i < count) body(i, Part{static_cast<int>(count - i)});
}

}  // namespace softlook::simd
