#include "fourier.hpp"

#include "../simd/math.hpp"

namespace softlook {

PowerSpectrum::PowerSpectrum() {
  constexpr float step = -6.28318531f / size;
  for (std::size_t k = 0; k < half; ++k) {
    const float angle = step * static_cast<float>(k);
    turn_[k] = {simd::cos(angle), simd::sin(angle)};
    std::size_t mirrored = 0;
    for (std::size_t bit = 1; bit < half; bit *= 2) mirrored = 2 * mirrored + ((k & bit) != 0);
    mirrored_[k] = static_cast<std::uint8_t>(mirrored);
  }
}

// In place, from the mirrored order into the right one: runs of `length` become runs of twice that.
void PowerSpectrum::transform(Numbers& z) const {
  for (std::size_t length = 1; length < half; length *= 2) {
    const std::size_t stride = half / length;
    for (std::size_t k = 0; k < length; ++k) {
      const Complex turn = turn_[k * stride];
      for (std::size_t i = k; i < half; i += 2 * length) {
        const Complex a = z[i], b = z[i + length];
        const Complex turned{b.re * turn.re - b.im * turn.im, b.re * turn.im + b.im * turn.re};
        z[i] = {a.re + turned.re, a.im + turned.im};
        z[i + length] = {a.re - turned.re, a.im - turned.im};
      }
    }
  }
}

// With zₙ = x₂ₙ + i·x₂ₙ₊₁: the even numbers have the transform E = ½(Zₖ + Z̄₋ₖ), the odd ones
// O = −½i(Zₖ − Z̄₋ₖ), and Xₖ = E + e^(−2πik/N)·O.
void PowerSpectrum::operator()(std::span<const float, size> x, std::span<float, bins> power) const {
  Numbers z;
  for (std::size_t n = 0; n < half; ++n) z[mirrored_[n]] = {x[2 * n], x[2 * n + 1]};
  transform(z);
  for (std::size_t k = 0; k < half; ++k) {
    const Complex there = z[k], back = z[(half - k) % half];
    const Complex even{0.5f * (there.re + back.re), 0.5f * (there.im - back.im)};
    const Complex odd{0.5f * (there.im + back.im), 0.5f * (back.re - there.re)};
    const float re = even.re + (odd.re * turn_[k].re - odd.im * turn_[k].im);
    const float im = even.im + (odd.re * turn_[k].im + odd.im * turn_[k].re);
    power[k] = re * re + im * im;
  }
  const float last = z[0].re - z[0].im;
  power[half] = last * last;
}

}  // namespace softlook
