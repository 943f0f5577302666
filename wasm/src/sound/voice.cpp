// Speech from a source and a filter: G. Fant, 1960, "Acoustic Theory of Speech Production"; as a
// program: D. H. Klatt, 1980, "Software for a Cascade/Parallel Formant Synthesizer".
//
//     the throat   pulses of air, of which the lips pass on the change: 2τ − 3τ² while it is open,
//                  τ from 0 to 1 (D. H. Klatt, L. C. Klatt, 1990); then 0
//     the mouth    four resonators, one after the other; a hiss goes through one of its own
//     a resonator  yₙ = a·xₙ + b·yₙ₋₁ + c·yₙ₋₂,  c = −e^(−2πw/rate), b = 2√−c·cos(2πf/rate),
//                  f where it resonates and w how widely
//
// Every 5 ms the mouth has moved a part of its way towards the phone of that moment: sounds run into
// each other, as in speech.

#include "voice.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "../simd/math.hpp"
#include "spectrogram.hpp"

namespace softlook {
namespace {

constexpr int rate = Spectrogram::rate;
constexpr int moment = rate / 200;  // samples between two movements
constexpr int per_millisecond = rate / 1000;
constexpr float open_share = 0.6f;          // of a period
constexpr float turn = 6.28318531f / rate;  // in a sample, of 1 Hz

float between(Rng& rng, float low, float high) { return low + (high - low) * rng.uniform(); }

class Resonator {
 public:
  // Of the given gain at 0 Hz, or, for a hiss, about where it resonates.
  void tune(float frequency, float width, bool hiss) {
    const float radius = simd::exp(-0.5f * turn * width);
    b_ = 2 * radius * simd::cos(turn * std::min(frequency, 0.475f * rate));
    c_ = -radius * radius;
    a_ = hiss ? 1 - radius * radius : 1 - b_ - c_;
  }
  float operator()(float x) {
    const float y = a_ * x + b_ * last_ + c_ * last_but_one_;
    last_but_one_ = last_;
    return last_ = y;
  }

 private:
  float a_ = 0, b_ = 0, c_ = 0;
  float last_ = 0, last_but_one_ = 0;
};

// The state of a mouth, and of a throat.
class Speaker {
 public:
  Speaker(const Voice& voice, Rng& rng) : voice_(voice), rng_(rng) {}

  void say(const Phone& phone, float descent, std::span<float> wave) {
    move(phone, descent);
    for (float& x : wave) x = std::clamp(next(), -1.0f, 1.0f);
  }

 private:
  static constexpr float formant_part = 0.3f, loudness_part = 0.6f, inaudible = 1e-3f;

  void move(const Phone& phone, float descent) {
    const auto go = [](float& from, int percent) {
      from += loudness_part * (0.01f * static_cast<float>(percent) - from);
    };
    go(voiced_, phone.voiced);
    go(hiss_, phone.hiss);
    constexpr float widths[] = {60, 90, 150};
    for (std::size_t i = 0; i < 3; ++i) {
      const auto target = static_cast<float>(phone.formants[i]);
      if (formants_[i] == 0) formants_[i] = target;
      formants_[i] += formant_part * (target - formants_[i]);
      mouth_[i].tune(voice_.mouth * formants_[i], widths[i], false);
    }
    mouth_[3].tune(voice_.mouth * 3500, 250, false);
    hissing_.tune(static_cast<float>(phone.hiss_at), static_cast<float>(phone.hiss_width), true);
    step_ = voice_.pitch * descent / rate;
  }

  float next() {
    const std::uint32_t drawn = rng_.next();
    const float hiss = static_cast<float>(drawn & 0xFFFF) * 0x1p-15f - 1;
    const float around = static_cast<float>(drawn >> 16) * 0x1p-15f - 1;
    float x = 0;
    if (voiced_ > inaudible) {
      x = voiced_ * pulse();
      for (Resonator& formant : mouth_) x = formant(x);
    }
    if (hiss_ > inaudible) x += hissing_(hiss_ * hiss);
    return voice_.loudness * 0.15f * x + voice_.noise * around;
  }

  // No two periods are quite alike.
  float pulse() {
    phase_ += step_ * stretch_;
    if (phase_ >= 1) {
      phase_ -= 1;
      stretch_ = between(rng_, 0.98f, 1.02f);
    }
    const float tau = phase_ * (1 / open_share);
    return tau < 1 ? tau * (2 - 3 * tau) : 0;
  }

  const Voice& voice_;
  Rng& rng_;
  std::array<float, 3> formants_{};
  std::array<Resonator, 4> mouth_;
  Resonator hissing_;
  float voiced_ = 0, hiss_ = 0;
  float phase_ = 0, step_ = 0, stretch_ = 1;
};

// What is to be said when.
class Plan {
 public:
  int size() const { return size_; }
  void add(char phone, float milliseconds) {
    parts_[static_cast<std::size_t>(size_++)] = {&find_phone(phone), milliseconds * per_millisecond,
                                                 0};
  }

  // Finds when each part begins. Whoever has too much to say has to hurry.
  void fit(int samples) {
    float total = 0;
    for (const Part& part : parts()) total += part.length;
    const float factor = std::min(1.0f, static_cast<float>(samples) / total);
    float begin = 0;
    for (Part& part : parts()) {
      part.begin = static_cast<int>(begin);
      begin += part.length * factor;
    }
  }
  const Phone& phone(int part) const { return *parts_[static_cast<std::size_t>(part)].phone; }
  int begin(int part, int samples) const {
    return part < size_ ? parts_[static_cast<std::size_t>(part)].begin : samples;
  }

 private:
  struct Part {
    const Phone* phone;
    float length;  // in samples
    int begin;
  };
  std::span<Part> parts() { return std::span(parts_).first(static_cast<std::size_t>(size_)); }

  static constexpr std::size_t most_phones = 3 * InventedWord::most_letters;
  std::array<Part, (most_phones + 1) * Sentence::most_words + 1> parts_;
  int size_ = 0;
};

constexpr char closed = '_';
constexpr int last_silence = 2 * Spectrogram::hop;

// Adds a word to a plan, and says in which parts its letters sound.
void add_word(Plan& plan, const Word& word, const Voice& voice, Rng& rng, Said* letter) {
  std::string_view phones = word.phones;
  for (char written : word.letters) {
    const std::string_view heard = phones.substr(0, phones.find(' '));
    phones.remove_prefix(std::min(phones.size(), heard.size() + 1));
    *letter = {written, plan.size(), plan.size()};
    if (heard == "=")
      letter->first = letter[-1].first;
    else if (heard != "-")
      for (char phone : heard)
        plan.add(phone, static_cast<float>(find_phone(phone).milliseconds) * voice.pace *
                            between(rng, 0.85f, 1.15f));
    (letter++)->past = plan.size();
  }
}

void utter(const Plan& plan, const Voice& voice, Rng& rng, std::span<float> wave) {
  Speaker speaker(voice, rng);
  const int samples = static_cast<int>(wave.size());
  int part = 0;
  for (int begin = 0; begin < samples; begin += moment) {
    while (plan.begin(part + 1, samples) <= begin) ++part;
    const float descent = 1.1f - 0.3f * static_cast<float>(begin) / static_cast<float>(samples);
    const int count = std::min(moment, samples - begin);
    speaker.say(plan.phone(part), descent,
                wave.subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(count)));
  }
}

}  // namespace

Voice Voice::draw(Rng& rng) {
  Voice voice;
  voice.pitch = between(rng, 90, 230);
  voice.mouth = between(rng, 0.9f, 1.15f);
  voice.pace = between(rng, 0.85f, 1.2f);
  voice.loudness = between(rng, 0.5f, 1.5f);
  voice.noise = 0.015f * between(rng, 0.1f, 1) * between(rng, 0.1f, 1);
  return voice;
}

int speak(std::span<const Word> words, const Voice& voice, Rng& rng, std::span<float> wave,
          std::span<Said> letters) {
  Plan plan;
  std::size_t count = 0;
  const auto be_silent = [&](char letter, float milliseconds) {
    letters[count++] = {letter, plan.size(), plan.size() + 1};
    plan.add(closed, milliseconds);
  };
  plan.add(closed, between(rng, 20, 120));
  for (const Word& word : words) {
    if (count > 0) be_silent(' ', between(rng, 30, 130));
    add_word(plan, word, voice, rng, &letters[count]);
    count += word.letters.size();
  }
  be_silent(end_of_speech, 0);
  const int samples = static_cast<int>(wave.size());
  plan.fit(samples - last_silence);
  for (Said& letter : letters.first(count))
    letter = {letter.letter, plan.begin(letter.first, samples), plan.begin(letter.past, samples)};
  utter(plan, voice, rng, wave);
  return static_cast<int>(count);
}

}  // namespace softlook
