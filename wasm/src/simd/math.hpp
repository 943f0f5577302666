#pragma once

#include <limits>

#include "batch.hpp"

// exp and log from additions, multiplications, divisions and bit shifts alone. The library
// functions of two platforms differ in their last bits; these do not. A scalar goes through the same
// batch, so a tail cannot differ from a lane either.
namespace softlook::simd {

// ln 2 in two parts: the first has few bits, so that a small whole number times it is exact.
constexpr float ln2_high = 0.693359375f;
constexpr float ln2_low = -2.12194440e-4f;

// eˣ = 2ⁿ·eʳ with n = round(x / ln 2) and |r| ≤ ln 2 / 2, where eight terms of the series leave an
// error below 10⁻⁸. Under −86.5 the result would be all but subnormal: it is 0.
inline Batch exp(const Batch& x) {
  const Batch lowest(-86.5f), highest(88.722839f);
  const Batch inside = xsimd::select(x < lowest, lowest, xsimd::select(x > highest, highest, x));

  // Adding 1.5·2²³ leaves no bits for a fraction: the sum's low bits are n.
  const Batch shifter(12582912.0f);
  const Batch shifted = inside * Batch(1.44269504f) + shifter;
  const Batch n = shifted - shifter;
  const Batch r = (inside - n * Batch(ln2_high)) - n * Batch(ln2_low);

  Batch series(1.0f / 5040);
  series = series * r + Batch(1.0f / 720);
  series = series * r + Batch(1.0f / 120);
  series = series * r + Batch(1.0f / 24);
  series = series * r + Batch(1.0f / 6);
  series = series * r + Batch(0.5f);
  series = series * r + Batch(1.0f);
  series = series * r + Batch(1.0f);

  // 2ⁿ⁻¹ is written into an exponent; doubled at the end, since 2¹²⁸ has no float.
  const IntBatch bits = xsimd::bitwise_cast<std::int32_t>(shifted) - IntBatch(0x4B400000 - 126);
  const Batch half = xsimd::bitwise_cast<float>(bits << 23);
  const Batch result = (series * half) * Batch(2.0f);

  const Batch infinity(std::numeric_limits<float>::infinity());
  const Batch bounded =
      xsimd::select(x < lowest, Batch(0.0f), xsimd::select(x > highest, infinity, result));
  return xsimd::select(x == x, bounded, x);
}

// ln x = e·ln 2 + ln(1+f) with 1+f in [√½, √2). With s = f/(2+f), ln(1+f) = 2·artanh(s)
// = f − (f²/2 − s·(f²/2 + R)), R = 2s²/3 + 2s⁴/5 + …: f is exact, and only small terms are rounded.
// Five terms leave an error below 10⁻⁹. For positive normal x; others are the caller's to refuse.
inline Batch log(const Batch& x) {
  const IntBatch bits = xsimd::bitwise_cast<std::int32_t>(x);
  // Subtracting √½'s bits makes the exponent change where the mantissa passes √2.
  const IntBatch exponent = (bits - IntBatch(0x3F3504F3)) >> 23;
  const Batch f = xsimd::bitwise_cast<float>(bits - (exponent << 23)) - Batch(1.0f);
  const Batch e = xsimd::batch_cast<float>(exponent);

  const Batch s = divide(f, f + Batch(2.0f));
  const Batch square = s * s;
  Batch rest(2.0f / 11);
  rest = rest * square + Batch(2.0f / 9);
  rest = rest * square + Batch(2.0f / 7);
  rest = rest * square + Batch(2.0f / 5);
  rest = rest * square + Batch(2.0f / 3);
  rest = rest * square;
  const Batch half = Batch(0.5f) * f * f;
  const Batch small = half - (s * (half + rest) + e * Batch(ln2_low));
  return e * Batch(ln2_high) - (small - f);
}

inline float exp(float x) { return exp(Batch(x)).get(0); }
inline float log(float x) { return log(Batch(x)).get(0); }

}  // namespace softlook::simd
