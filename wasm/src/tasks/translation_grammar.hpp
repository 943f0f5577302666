#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "choices.hpp"
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

// Writes the sentence that the choices say. False if nothing comes of them: it is too long, or has
// not the Chinese tokens that are wanted.
bool write(Choices&, const Lexicon&, Sentence&, std::span<const int> wanted = {});

// The sentence with these Chinese tokens, found by writing until it fits; false if it is none.
bool find(const Lexicon&, std::span<const int> tokens, Sentence&);

}  // namespace softlook::translation
