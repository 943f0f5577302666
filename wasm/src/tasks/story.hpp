#pragma once

#include <span>
#include <string>
#include <string_view>

#include "../rng.hpp"

// The words and the grammar of the task `stories`. A story is a row of tokens, sentence by sentence;
// −1 fills what is left of the row.
namespace softlook::story {

// Tokens in a row that are of one kind.
struct Range {
  int first, count;

  bool has(int token) const { return token >= first && token < first + count; }
  int operator[](int number) const { return first + number; }
  int draw(Rng& rng) const { return first + rng.below(count); }
};

// After the words that are known come the names, as many as a task is set to.
inline constexpr int known_words = 64;
inline constexpr int stop = 0;  // the full stop

// How people write it.
std::string word(int token);
// −1 if it is neither a known word nor one of the names.
int token_of(std::string_view word, const Range& names);

inline constexpr int longest_sentence = 7;

// A story of so many sentences: one says who the hero is, so many are important.
void draw(Rng&, std::span<float> story, int sentences, int important, std::span<const int> names);

// The name that the introduction gives, and where; −1 if there is none.
struct Hero {
  int name = -1, position = -1;
};
Hero hero_of(std::span<const float> story);

// What is to know about a sentence: positions, −1 for what it has not.
struct Sentence {
  int stop;        // where it ends
  int actor = -1;  // who does something, or what kind of weather
  int verb = -1;   //
  int thing = -1;  // to what
  bool introduces = false;
  bool important = false;
};
// The one that begins at `first`.
Sentence judge(std::span<const float> story, int first, const Hero&);

}  // namespace softlook::story
