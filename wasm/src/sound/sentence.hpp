#pragma once

#include <array>
#include <span>
#include <string_view>

#include "phones.hpp"

namespace softlook {

// Words to be said one after the other. It stays where it is: its words lie in it.
class Sentence {
 public:
  static constexpr int most_words = 5;

  Sentence() = default;
  Sentence(const Sentence&) = delete;
  Sentence& operator=(const Sentence&) = delete;

  // One to `most` words, of which about the share `invented` are invented and the others digits.
  void draw(Rng&, int most, float invented);
  // What somebody wrote: digits, their names, and words of letters that can be said.
  void read(std::string_view written, int most);

  std::span<const Word> words() const { return std::span(words_).first(count_); }

 private:
  void add_written(std::string_view word);

  std::array<Word, most_words> words_{};
  std::array<InventedWord, most_words> invented_;
  std::size_t count_ = 0;
};

}  // namespace softlook
