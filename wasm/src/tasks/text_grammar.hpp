#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "../rng.hpp"

// A language so small that all of it is known: what comes next with which probability, and so how well
// the best model can do. The rules are in grammar.cpp.
namespace softlook::grammar {

// Every word, punctuation included, in the order of their tokens.
std::span<const std::string_view> words();
// What begins a story: token 0.
constexpr int start_of_story = 0;

// What the next word depends on.
struct State {
  enum class Place : std::uint8_t {
    opening,      // ¶ …
    sentence,     // … . …
    head,         // the …
    subject,      // the dog …
    beside,       // the dog near …
    beside_noun,  // the dog near the …
    that,         // the dog that …
    inner_noun,   // the dog that the …
    inner_verb,   // the dog that the cats …
    verb,         // the dog that the cats see …
    bare_verb,    // the dog often …
    object,       // the dog sees …
    object_noun,  // the dog sees the …
    end,          // the dog sleeps …
  };
  static constexpr int count = 14 * 6 * 2 * 2;

  Place place = Place::opening;
  std::uint8_t name = 0;  // who the story is about
  bool plural = false;    // the subject
  bool inner = false;     // the subject of the clause within

  int number() const;  // 0 … count−1
};

struct Option {
  int weight;  // its probability is this over the sum of all weights
  int word;
  State next;  // the words said decide it: two options never have the same word
};

struct Options {
  std::array<Option, 16> list;
  int size = 0;
  int weight = 0;  // of all

  void add(int weight, int word, State next);
  std::span<const Option> all() const { return {list.data(), static_cast<std::size_t>(size)}; }
};

Options options(const State&);

// The entropy of a word in nats, the mean over words 1 … `length` of a text, whose word 0 is ¶: no
// model can have a smaller loss.
double entropy(int length);

// A word said, and what it goes with: words with the same link, if it is not −1, depend on each other.
struct Word {
  int token;
  int link;
};

// Tells one story after another, from word 0 on.
class Teller {
 public:
  Word next(Rng&);

 private:
  State state_;
  int said_ = 0;
  int name_ = 0, subject_ = 0;  // where they stand
};

}  // namespace softlook::grammar
