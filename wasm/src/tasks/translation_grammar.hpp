#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "../rng.hpp"
#include "translation_words.hpp"

namespace softlook::translation {

// English, each word with the Chinese ones that it comes from: bit t for the one at position t.
class Phrase {
 public:
  struct Piece {
    std::uint8_t word, form;  // of the table
    std::uint32_t from;
  };
  // No Chinese word brings more than two of English.
  static constexpr int most = 48;

  Phrase& add(int word, int form = 0, std::uint32_t from = 0) {
    if (count_ < most)
      pieces_[static_cast<std::size_t>(count_++)] = {static_cast<std::uint8_t>(word),
                                                     static_cast<std::uint8_t>(form), from};
    return *this;
  }
  Phrase& add(const Phrase& other) {
    for (const Piece& piece : other.all()) add(piece.word, piece.form, piece.from);
    return *this;
  }
  std::span<const Piece> all() const { return {pieces_.data(), static_cast<std::size_t>(count_)}; }
  int count() const { return count_; }

 private:
  int count_ = 0;
  std::array<Piece, most> pieces_;
};

// A sentence in both languages.
struct Sentence {
  static constexpr int longest = 24;

  int length = 0;
  std::array<std::uint8_t, longest> chinese;  // words of the table
  Phrase english;
};

// What decides wherever the grammar leaves a choice: chance; or a list that is gone through like a
// counter, so that every sentence comes once.
class Choices {
 public:
  Choices() = default;
  explicit Choices(Rng& rng) : rng_(&rng) {}

  // One of as many as there are digits; by chance each as likely as its digit says.
  int weighted(std::string_view weights);
  int below(int count);

  // Goes on to the next list; false if that was the last.
  bool next();
  void begin();

  // Nothing will come of the choices made so far: the rest of them is not gone through.
  void give_up() { lost_ = true; }
  bool lost() const { return lost_; }

  // One over how likely the choices were by chance: its mean is how many sentences there are.
  double ways() const { return ways_; }

 private:
  int listed(int count);

  struct Choice {
    int taken, of;
  };
  Rng* rng_ = nullptr;
  std::vector<Choice> list_;
  std::size_t at_ = 0;
  bool lost_ = false;
  double ways_ = 1;
};

// Writes the sentence that the choices say. False if nothing comes of them: it is too long, or has
// not the Chinese tokens that are wanted.
bool write(Choices&, const Lexicon&, Sentence&, std::span<const int> wanted = {});

// The sentence with these Chinese tokens, found by writing until it fits; false if it is none.
bool find(const Lexicon&, std::span<const int> tokens, Sentence&);

}  // namespace softlook::translation
