#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace softlook {

// The power spectrum of N real numbers: |Xₖ|², Xₖ = Σₙ xₙ·e^(−2πikn/N) for k = 0 … N/2.
// By halves (J. W. Cooley, J. W. Tukey, 1965, "An Algorithm for the Machine Calculation of Complex
// Fourier Series"), two real numbers as one complex one. Its sines are tables of our own, so that
// the bits are the same everywhere.
class PowerSpectrum {
 public:
  static constexpr int size = 256;
  static constexpr int bins = size / 2 + 1;

  PowerSpectrum();
  void operator()(std::span<const float, size> x, std::span<float, bins> power) const;

 private:
  static constexpr std::size_t half = size / 2;
  struct Complex {
    float re, im;
  };
  using Numbers = std::array<Complex, half>;
  void transform(Numbers&) const;

  std::array<Complex, half> turn_;           // e^(−2πik/size)
  std::array<std::uint8_t, half> mirrored_;  // the bits of an index backwards
};

}  // namespace softlook
