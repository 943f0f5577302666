#include "sound/spectrogram.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <complex>
#include <numbers>
#include <vector>

#include "rng.hpp"

using namespace softlook;
using Catch::Matchers::WithinRel;

namespace {

std::vector<float> tone(double frequency, double amplitude, int samples) {
  std::vector<float> wave;
  for (int n = 0; n < samples; ++n)
    wave.push_back(static_cast<float>(
        amplitude * std::sin(2 * std::numbers::pi * frequency * n / Spectrogram::rate)));
  return wave;
}

std::vector<float> heard(const std::vector<float>& wave, int frames) {
  std::vector<float> all(static_cast<std::size_t>(frames * Spectrogram::bands));
  Spectrogram()(wave, all);
  return all;
}

}  // namespace

TEST_CASE("the power spectrum is that of the sum that defines it") {
  constexpr int size = PowerSpectrum::size, bins = PowerSpectrum::bins;
  Rng rng(1, 1);
  std::array<float, size> x;
  for (float& value : x) value = rng.normal();
  std::array<float, bins> power;
  PowerSpectrum()(x, power);
  for (int k = 0; k < bins; ++k) {
    std::complex<double> sum = 0;
    for (int n = 0; n < size; ++n)
      sum += static_cast<double>(x[static_cast<std::size_t>(n)]) *
             std::polar(1.0, -2 * std::numbers::pi * k * n / size);
    CAPTURE(k);
    CHECK(std::abs(static_cast<double>(power[static_cast<std::size_t>(k)]) - std::norm(sum)) <
          1e-3 + 1e-4 * std::norm(sum));
  }
}

TEST_CASE("a tone is strongest in the band that it lies in the middle of") {
  for (int band = 0; band < Spectrogram::bands; ++band) {
    const auto frame = heard(tone(Spectrogram().middle_of(band), 0.3, Spectrogram::samples(1)), 1);
    CAPTURE(band);
    CHECK(std::max_element(frame.begin(), frame.end()) - frame.begin() == band);
  }
}

TEST_CASE("a frame hears its own window alone, and twice as loud is as much more everywhere") {
  constexpr int frames = 5;
  std::vector<float> wave(static_cast<std::size_t>(Spectrogram::samples(frames)), 0.0f);
  const auto quiet = heard(wave, frames);
  CHECK(std::ranges::all_of(quiet, [](float x) { return x == Spectrogram().silence(); }));
  wave[2 * Spectrogram::hop + Spectrogram::window / 2] = 0.5f;  // the middle of frame 2
  const auto clicked = heard(wave, frames);
  for (std::size_t b = 0; b < Spectrogram::bands; ++b) {
    CHECK(clicked[0 * Spectrogram::bands + b] == quiet[b]);
    CHECK(clicked[2 * Spectrogram::bands + b] > quiet[b] + 0.5f);
    CHECK(clicked[4 * Spectrogram::bands + b] == quiet[b]);
  }
  const auto one = heard(tone(1000, 0.1, Spectrogram::samples(2)), 2);
  const auto two = heard(tone(1000, 0.2, Spectrogram::samples(2)), 2);
  const auto four = heard(tone(1000, 0.4, Spectrogram::samples(2)), 2);
  const auto band = std::max_element(one.begin(), one.begin() + Spectrogram::bands) - one.begin();
  const auto at = static_cast<std::size_t>(band);
  CHECK(two[at] > one[at] + 0.1f);
  CHECK_THAT(four[at] - two[at], WithinRel(two[at] - one[at], 0.01f));
}
