#pragma once

#include <limits>

#include "batch.hpp"

// Functions made from additions, multiplications, divisions and bit shifts alone. The library
// functions of two platforms differ in their last bits; these do not. A scalar goes through the same
// batch, so a tail cannot differ from a lane either. A NaN gives a NaN.
//
// The polynomials are minimax: the Remez exchange finds the coefficients whose largest error over the
// interval is smallest, and they are rounded to floats one by one, lowest power first, the others
// being fitted anew after each. The errors given are those of the rounded ones, before any float
// operation is rounded.
namespace softlook::simd {

// ln 2 in two parts: the first has few bits, so that a small whole number times it is exact.
constexpr float ln2_high = 0.693359375f;
constexpr float ln2_low = -2.12194440e-4f;

// x = n·ln 2 + r with |r| ≤ ln 2 / 2.
struct Halvings {
  Batch r;
  Batch power;  // 2ⁿ⁻¹²⁷⁺ᵇⁱᵃˢ, and 0 where n + bias is 0
};

// Adding 1.5·2²³ leaves no bits for a fraction: the sum's low bits are n. With the bias added too
// they are 2ⁿ's exponent, and the bits above them are shifted out. Needs 0 ≤ n + bias < 255.
template <int bias>
inline Halvings halvings(const Batch& x) {
  const Batch shifter(12582912.0f + bias);
  const Batch shifted = x * Batch(1.44269504f) + shifter;
  const Batch n = shifted - shifter;
  const Batch r = (x - n * Batch(ln2_high)) - n * Batch(ln2_low);
  return {r, xsimd::bitwise_cast<float>(xsimd::bitwise_cast<std::int32_t>(shifted) << 23)};
}

// scale·(eʳ − 1 − r) for |r| ≤ ln 2 / 2; eʳ is then exact to 4·10⁻⁹. Not by Horner's rule but
// G. Estrin's (1960): one multiplication more, and hardly half as long a chain of steps that wait for
// each other.
inline Batch exp_tail(const Batch& r, float scale) {
  const Batch square = r * r;
  const Batch low = Batch(scale * 0.166665167f) * r + Batch(scale * 0.49999994f);
  const Batch high = Batch(scale * 0.00836908538f) * r + Batch(scale * 0.0416682474f);
  return ((Batch(scale * 0.00138191273f) * square + high) * square + low) * square;
}

// eˣ = 2ⁿ⁻¹·2eʳ, so halved because 2¹²⁸ has no float; at most 89, where that overflows to ∞ as it
// should. Under −125.5·ln 2 = −86.99, short of the subnormal numbers, the power is 0.
inline Batch exp_at_most_89(const Batch& x) {
  const auto [r, power] = halvings<126>(at_least(x, Batch(-87.25f)));
  return (exp_tail(r, 2) + (r + r + Batch(2.0f))) * power;
}

// eˣ
inline Batch exp(const Batch& x) { return exp_at_most_89(at_most(x, Batch(89.0f))); }

// eˣ for x ≤ 0, with the same bits as exp and one instruction less.
inline Batch exp_nonpositive(const Batch& x) { return exp_at_most_89(x); }

// eˣ − 1 for −87 ≤ x ≤ 0, exact near 0 too: 2ⁿ·(eʳ − 1) + (2ⁿ − 1).
inline Batch exp_minus_one(const Batch& x) {
  const auto [r, power] = halvings<127>(x);
  return power * (exp_tail(r, 1) + r) + (power - Batch(1.0f));
}

// 1 / (1 + e⁻ˣ)
inline Batch sigmoid(const Batch& x) { return divide(Batch(1.0f), Batch(1.0f) + exp(-x)); }

// tanh |x| = −e/(2 + e) with e = e^(−2|x|) − 1; from 9.02 on it is 1.
inline Batch tanh(const Batch& x) {
  const Batch size = at_most(xsimd::abs(x), Batch(10.0f));
  const Batch e = exp_minus_one(Batch(-2.0f) * size);
  return xsimd::copysign(divide(e, Batch(2.0f) + e), x);
}

// erf |x| = 1 − e^(−g) with g = −ln erfc |x|, a polynomial up to 4: erf is exact to 6·10⁻⁸ of its
// value. From 3.84 on it is 1.
inline Batch erf(const Batch& x) {
  const Batch size = at_most(xsimd::abs(x), Batch(4.0f));
  const Batch square = size * size;
  Batch even(-3.94567087e-06f);
  even = even * square + Batch(-0.000438663934f);
  even = even * square + Batch(0.000204839715f);
  even = even * square + Batch(0.102823406f);
  even = even * square + Batch(1.12837923f);
  Batch odd(6.6260196e-05f);
  odd = odd * square + Batch(0.00130101305f);
  odd = odd * square + Batch(-0.0193417799f);
  odd = odd * square + Batch(0.636615396f);
  const Batch g = odd * square + even * size;
  return xsimd::copysign(exp_minus_one(-g), x);
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

// √x, correctly rounded.
inline Batch sqrt(const Batch& x) { return xsimd::sqrt(x); }

// sin(x + quarters·π/2): x = n·π/2 + r with |r| ≤ π/4, and n mod 4 says which of ±sin r, ±cos r.
// π/2 is three parts (W. J. Cody, W. Waite, 1980), two of 11 bits, so that the 13 bits of n times
// them are exact. From 8192·π/2 ≈ 12867 on that fails, and the result is NaN rather than noise.
template <int quarters>
inline Batch shifted_sine(const Batch& x) {
  const Batch shifter(12582912.0f);
  const Batch shifted = x * Batch(0.636619772f) + shifter;
  const Batch n = shifted - shifter;
  const Batch near =
      ((x - n * Batch(0x1.92p0f)) - n * Batch(0x1.fb4p-12f)) - n * Batch(0x1.4442d2p-24f);
  const Batch r = xsimd::select(xsimd::abs(x) < Batch(12867.0f), near,
                                Batch(std::numeric_limits<float>::quiet_NaN()));
  const Batch square = r * r;

  Batch sine(-0.000195180997f);  // exact to 4·10⁻⁹ of its value
  sine = sine * square + Batch(0.00833218824f);
  sine = sine * square + Batch(-0.166666552f);
  sine = sine * square * r + r;
  Batch cosine(2.44323546e-05f);  // exact to 2·10⁻¹⁰
  cosine = cosine * square + Batch(-0.00138873095f);
  cosine = cosine * square + Batch(0.0416666456f);
  cosine = (cosine * square - Batch(0.5f)) * square + Batch(1.0f);

  const IntBatch turn = xsimd::bitwise_cast<std::int32_t>(shifted) + IntBatch(quarters);
  const IntBatch odd = IntBatch(0) - (turn & IntBatch(1));
  const IntBatch sign = (turn & IntBatch(2)) << 30;
  const IntBatch chosen = (xsimd::bitwise_cast<std::int32_t>(cosine) & odd) |
                          (xsimd::bitwise_cast<std::int32_t>(sine) & ~odd);
  return xsimd::bitwise_cast<float>(chosen ^ sign);
}

// sin x and cos x for |x| ≤ 12867, to 2·10⁻⁷.
inline Batch sin(const Batch& x) { return shifted_sine<0>(x); }
inline Batch cos(const Batch& x) { return shifted_sine<1>(x); }

inline float exp(float x) { return exp(Batch(x)).get(0); }
inline float exp_nonpositive(float x) { return exp_nonpositive(Batch(x)).get(0); }
inline float sigmoid(float x) { return sigmoid(Batch(x)).get(0); }
inline float tanh(float x) { return tanh(Batch(x)).get(0); }
inline float erf(float x) { return erf(Batch(x)).get(0); }
inline float log(float x) { return log(Batch(x)).get(0); }
inline float sqrt(float x) { return sqrt(Batch(x)).get(0); }
inline float sin(float x) { return sin(Batch(x)).get(0); }
inline float cos(float x) { return cos(Batch(x)).get(0); }

}  // namespace softlook::simd
