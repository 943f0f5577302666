#pragma once

#include <array>
#include <span>
#include <string_view>

#include "../rng.hpp"

namespace softlook {

// One sound of speech. What the throat does: `voiced`, in percent; what the mouth does to it: three
// frequencies that it lets through best, its formants; what air hisses: `hiss`, in percent, best at
// `hiss_at`, within `hiss_width` of it. Frequencies in Hz, of a grown-up's mouth.
struct Phone {
  char name;
  int milliseconds;
  std::array<int, 3> formants;
  int voiced;
  int hiss, hiss_at, hiss_width;
};

const Phone& find_phone(char name);

// A word: its letters, and for each of them, after a space, what it sounds like. Phones stand together
// that one letter stands for; `=` is what the letter before sounds like, `-` is a letter unheard.
struct Word {
  std::string_view letters;
  std::string_view phones;
};
// The words for 0 to 9.
std::span<const Word, 10> digit_words();

// A word that means nothing and is written as it is said, each letter in the one way.
class InventedWord {
 public:
  static constexpr int most_letters = 5;
  static constexpr std::string_view vowels = "eiou", consonants = "fnrstvwxz";

  // Three or four letters, vowels and consonants in turn.
  static InventedWord draw(Rng&);
  // False if it cannot be said: nothing is added.
  bool add(char letter);
  Word word() const { return {{letters_.data(), letters_count_}, {phones_.data(), phones_count_}}; }

 private:
  std::array<char, most_letters> letters_;
  std::array<char, 4 * most_letters> phones_;
  std::size_t letters_count_ = 0, phones_count_ = 0;
};

}  // namespace softlook
