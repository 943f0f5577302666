#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "fourier.hpp"

namespace softlook {

// What an ear makes of a sound: how strong each band of frequencies is, frame by frame. The bands are
// as wide as the ear tells frequencies apart (S. S. Stevens, J. Volkmann, E. B. Newman, 1937, the
// mel), and a strength is a logarithm, as loudness is:
//
//     mel(f) = 1127·ln(1 + f/700)       bands: triangles, evenly spaced in mel, each reaching to the
//                                       tops of its neighbours
//     frame = (ln(Σₖ triangleₖ·|Xₖ|² + floor) − middle)/spread,  X the transform of a window
//             ½(1 − cos(2π(n + ½)/N)) of the wave
class Spectrogram {
 public:
  static constexpr int rate = 8000;  // samples in a second
  static constexpr int window = PowerSpectrum::size;
  static constexpr int hop = 200;  // samples from frame to frame
  static constexpr int bands = 20;

  // How many samples make up some frames.
  static constexpr int samples(int frames) { return (frames - 1) * hop + window; }

  Spectrogram();
  // As many rows of `bands` numbers as frames has room for.
  void operator()(std::span<const float> wave, std::span<float> frames) const;
  // The frame of a silence without any noise.
  float silence() const;
  // Where a band is strongest, in Hz.
  int middle_of(int band) const;

 private:
  void hear(std::span<const float, window> wave, std::span<float, bands> frame) const;

  PowerSpectrum spectrum_;
  std::array<float, window> window_;
  // Bin k gives rise_[k] of its power to band upper_[k], and the rest to the one beneath.
  std::array<float, PowerSpectrum::bins> rise_;
  std::array<std::uint8_t, PowerSpectrum::bins> upper_;
};

}  // namespace softlook
