#include "spectrogram.hpp"

#include "../simd/math.hpp"

namespace softlook {
namespace {

constexpr float lowest = 100, highest = 3900;  // Hz
constexpr float raised = 0.9f;                 // high frequencies are: a voice has little of them
constexpr float silence_power = 1e-3f;
// Of the logarithms of what the voice of voice.cpp says, so that frames are about 0 ± 1.
constexpr float middle = -4, spread = 2.8f;

float mel(float frequency) { return 1127 * simd::log(1 + frequency / 700); }
float frequency(float mel) { return 700 * (simd::exp(mel / 1127) - 1); }

// The first is the lower end of the first band, the last the upper end of the last band.
float edge(int number) {
  const float share = static_cast<float>(number) / (Spectrogram::bands + 1);
  return mel(lowest) + share * (mel(highest) - mel(lowest));
}

float level(float power) { return (simd::log(power + silence_power) - middle) / spread; }

}  // namespace

Spectrogram::Spectrogram() {
  for (int n = 0; n < window; ++n)
    window_[static_cast<std::size_t>(n)] =
        0.5f - 0.5f * simd::cos(6.28318531f / window * (static_cast<float>(n) + 0.5f));
  // Band b rises from edge b to edge b + 1. Bins below the first edge or above the last are in none:
  // the sums of hear() have a place on either side for them.
  const float width = edge(1) - edge(0);
  for (int k = 0; k < PowerSpectrum::bins; ++k) {
    const auto at = static_cast<std::size_t>(k);
    const float place = (mel(static_cast<float>(k * rate) / window) - edge(0)) / width;
    const bool heard = place > 0 && place < bands + 1;
    const int below = heard ? static_cast<int>(place) : 0;
    upper_[at] = static_cast<std::uint8_t>(below + 1);
    rise_[at] = heard ? place - static_cast<float>(below) : 0;
  }
}

float Spectrogram::silence() const { return level(0); }

int Spectrogram::middle_of(int band) const {
  return static_cast<int>(frequency(edge(band + 1)) + 0.5f);
}

void Spectrogram::operator()(std::span<const float> wave, std::span<float> frames) const {
  for (std::size_t first = 0; frames.size() >= bands; first += hop) {
    hear(wave.subspan(first).first<window>(), frames.first<bands>());
    frames = frames.subspan(bands);
  }
}

void Spectrogram::hear(std::span<const float, window> wave, std::span<float, bands> frame) const {
  std::array<float, window> seen;
  seen[0] = 0;  // as good as outside of the window
  for (std::size_t n = 1; n < window; ++n) seen[n] = (wave[n] - raised * wave[n - 1]) * window_[n];
  std::array<float, PowerSpectrum::bins> power;
  spectrum_(seen, power);
  std::array<float, bands + 2> sums{};  // [0] and [bands + 1]: in no band
  for (std::size_t k = 0; k < power.size(); ++k) {
    const float up = rise_[k] * power[k];
    sums[upper_[k]] += up;
    sums[upper_[k] - 1u] += power[k] - up;
  }
  for (std::size_t b = 0; b < bands; ++b) frame[b] = level(sums[b + 1]);
}

}  // namespace softlook
