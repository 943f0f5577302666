// Formants of vowels near those of G. E. Peterson, H. L. Barney, 1952, "Control Methods Used in a
// Study of the Vowels"; of the rest, and of what hisses, by the table of D. H. Klatt, 1980, "Software
// for a Cascade/Parallel Formant Synthesizer", rounded, and bent until ten words could be told apart.

#include "phones.hpp"

#include "../error.hpp"

namespace softlook {
namespace {

constexpr Phone phones[] = {
    // vowels: beat, bit, bet, bait (its first half), father, but, about, bought, boat, book, boot
    {'i', 100, {290, 2250, 2950}, 100, 0, 3000, 1000},
    {'I', 75, {400, 1950, 2550}, 100, 0, 3000, 1000},
    {'e', 95, {550, 1800, 2500}, 100, 0, 3000, 1000},
    {'E', 95, {470, 2000, 2600}, 100, 0, 3000, 1000},
    {'a', 110, {740, 1150, 2450}, 100, 0, 3000, 1000},
    {'A', 100, {640, 1200, 2400}, 100, 0, 3000, 1000},
    {'@', 60, {480, 1500, 2500}, 80, 0, 3000, 1000},
    {'o', 130, {560, 880, 2450}, 100, 0, 3000, 1000},
    {'O', 80, {520, 950, 2400}, 100, 0, 3000, 1000},
    {'U', 80, {400, 850, 2250}, 80, 0, 3000, 1000},
    {'u', 150, {320, 1000, 2250}, 100, 0, 3000, 1000},
    // glides and nasals: red, wet, net
    {'r', 75, {320, 1060, 1500}, 70, 0, 3000, 1000},
    {'w', 70, {290, 650, 2200}, 70, 0, 3000, 1000},
    {'n', 80, {260, 1350, 2500}, 45, 0, 3000, 1000},
    // what hisses: see, zoo, fine, vine, thin
    {'s', 100, {350, 1500, 2500}, 0, 60, 3500, 700},
    {'z', 85, {260, 1500, 2500}, 35, 35, 3500, 700},
    {'f', 95, {350, 1100, 2200}, 0, 18, 1500, 3500},
    {'v', 60, {260, 1100, 2200}, 40, 6, 1500, 3500},
    {'T', 95, {350, 1400, 2500}, 0, 14, 3000, 3000},
    // a closed mouth, and what bursts out of it: tin, kin
    {'_', 50, {350, 1700, 2500}, 0, 0, 3000, 1000},
    {'t', 35, {350, 1700, 2600}, 0, 60, 3100, 1500},
    {'k', 30, {350, 1900, 2400}, 0, 60, 1900, 500},
};

constexpr Word words[] = {
    {"zero", "z I r OU"},     {"one", "wA n -"},    {"two", "t - u"},   {"three", "T = r i ="},
    {"four", "f o = r"},      {"five", "f aI v -"}, {"six", "s I _ks"}, {"seven", "s e v @ n"},
    {"eight", "EI = = = _t"}, {"nine", "n aI n -"},
};

// What a letter of an invented word sounds like.
std::string_view phones_of(char letter) {
  constexpr std::string_view all[] = {"e", "I",  "o", "u", "f",   "n", "r",
                                      "s", "_t", "v", "w", "_ks", "z"};
  constexpr std::string_view letters = "eioufnrstvwxz";
  const std::size_t at = letters.find(letter);
  return at < letters.size() ? all[at] : std::string_view();
}

}  // namespace

const Phone& find_phone(char name) {
  for (const Phone& phone : phones)
    if (phone.name == name) return phone;
  fail("[sound] there is no phone called `%`", {std::string_view(&name, 1)});
}

std::span<const Word, 10> digit_words() { return words; }

bool InventedWord::add(char letter) {
  const std::string_view sound = phones_of(letter);
  if (sound.empty() || letters_count_ == letters_.size()) return false;
  letters_[letters_count_++] = letter;
  if (phones_count_ > 0) phones_[phones_count_++] = ' ';
  for (char phone : sound) phones_[phones_count_++] = phone;
  return true;
}

InventedWord InventedWord::draw(Rng& rng) {
  InventedWord word;
  bool vowel = rng.below(3) == 0;
  for (int count = 3 + rng.below(2); count > 0; --count, vowel = !vowel) {
    const std::string_view letters = vowel ? vowels : consonants;
    word.add(letters[static_cast<std::size_t>(rng.below(static_cast<int>(letters.size())))]);
  }
  return word;
}

}  // namespace softlook
