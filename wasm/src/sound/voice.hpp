#pragma once

#include <span>

#include "../rng.hpp"
#include "sentence.hpp"

namespace softlook {

// Who speaks, and where.
struct Voice {
  float pitch = 130;  // pulses of the throat in a second
  float mouth = 1;    // formants are so many times those of the table: the smaller, the higher
  float pace = 1;     // times as long as in the table
  float loudness = 1;
  float noise = 0.002f;  // around it, at most so strong

  static Voice draw(Rng&);
};

// A letter as it was said, or a space or the end. It sounds from `first` on, short of `past`: where
// these are the same, nobody hears it.
struct Said {
  char letter;
  int first, past;  // samples
};
// Of some words: their letters, the spaces between them, and the end.
constexpr int most_said(int words) { return (InventedWord::most_letters + 1) * words; }
constexpr char end_of_speech = '.';

// Says words, and gives how many `letters` it wrote. What would be too long for the wave is said
// faster. The wave stays within ±1.
int speak(std::span<const Word> words, const Voice&, Rng&, std::span<float> wave,
          std::span<Said> letters);

}  // namespace softlook
