#include "story.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace softlook::story {
namespace {

constexpr std::string_view words[] = {
    ".",    "this",  "is",    "our",   "about",  "hero",   "the",    "at",       //
    "wind", "rain",  "fog",   "sun",   "turns",  "grows",  "fades",  "returns",  // weather
    "buys", "finds", "loses", "sells", "breaks", "steals", "builds", "wins",  // these change things
    "sees", "likes", "wants", "fears", "hates",  "draws",  "misses", "praises",  // these do not
    "lamp", "coin",  "drum",  "kite",  "ring",   "cake",   "bell",   "map",      //
    "shoe", "cart",  "book",  "boat",  "rose",   "hat",    "sword",  "clock",    //
    "red",  "small", "new",   "big",   "green",  "round",  "cheap",  "fine",     //
    "home", "sea",   "night", "noon",  "dawn",   "school", "work",   "midnight",
};
static_assert(std::size(words) == known_words);
enum : int { this_ = 1, is, our, about, hero, the, at };
constexpr Range weather{8, 4}, turns{12, 4}, changes{16, 8}, looks{24, 8}, things{32, 16},
    adjectives{48, 8}, places{56, 8};

constexpr std::string_view consonants = "bdfgklmnprstvz", vowels = "aiou";
constexpr int syllables = 14 * 4;

// Two syllables. The factor has no divisor in common with 56², so no name comes twice.
std::string name(int number) {
  const int mixed = (number * 1009 + 613) % (syllables * syllables);
  std::string name;
  for (int syllable : {mixed / syllables, mixed % syllables}) {
    name += consonants[static_cast<std::size_t>(syllable / 4)];
    name += vowels[static_cast<std::size_t>(syllable % 4)];
  }
  return name;
}

int at_position(std::span<const float> story, int position) {
  return static_cast<int>(story[static_cast<std::size_t>(position)]);
}

// first, first + 1, … in any order.
template <std::size_t count>
std::array<int, count> shuffled(Rng& rng, int first) {
  std::array<int, count> all{};
  for (std::size_t i = 0; i < count; ++i) {
    const auto j = static_cast<std::size_t>(rng.below(static_cast<int>(i) + 1));
    all[i] = all[j];
    all[j] = first + static_cast<int>(i);
  }
  return all;
}

// Puts one word after the other.
struct Pen {
  std::span<float> row;
  std::size_t written = 0;

  void operator()(std::initializer_list<int> tokens) {
    for (int token : tokens) row[written++] = static_cast<float>(token);
  }
};

enum Kind { introduction, important_act, hero_looks, other_acts, other_looks, weather_turns };
constexpr Kind unimportant[] = {hero_looks, hero_looks, hero_looks,  other_acts,
                                other_acts, other_acts, other_looks, weather_turns};

void introduce(Rng& rng, Pen& pen, int name) {
  if (rng.below(2) == 0)
    pen({this_, is, about, name, stop});
  else
    pen({our, hero, is, name, stop});
}

// "at dawn the fog grows ."
void report(Rng& rng, Pen& pen) {
  const int form = rng.below(3);
  if (form == 1) pen({at, places.draw(rng)});
  pen({the, weather.draw(rng), turns.draw(rng)});
  if (form == 2) pen({at, places.draw(rng)});
  pen({stop});
}

// "kamo finds the red lamp ."
void tell(Rng& rng, Pen& pen, int who, int verb, int what) {
  const int form = rng.below(4);
  if (form == 1) pen({at, places.draw(rng)});
  pen({who, verb});
  if (things.has(what)) pen({the});
  if (form == 2 && things.has(what)) pen({adjectives.draw(rng)});
  pen({what});
  if (form == 3) pen({at, places.draw(rng)});
  pen({stop});
}

}  // namespace

std::string word(int token) {
  return token < known_words ? std::string(words[static_cast<std::size_t>(token)])
                             : name(token - known_words);
}

int token_of(std::string_view word, const Range& names) {
  const auto known = std::ranges::find(words, word);
  if (known != std::end(words)) return static_cast<int>(known - std::begin(words));
  for (int number = 0; number < names.count; ++number)
    if (name(number) == word) return names[number];
  return -1;
}

// names: the hero, and two others. No verb and no thing comes twice.
void draw(Rng& rng, std::span<float> story, int sentences, int important,
          std::span<const int> names) {
  const auto acts = shuffled<8>(rng, changes.first), states = shuffled<8>(rng, looks.first);
  const auto what = shuffled<16>(rng, things.first);
  const auto order = shuffled<8>(rng, 0);
  Pen pen{story};
  for (std::size_t i = 0; i < order.size(); ++i) {
    const int number = order[i];
    if (number >= sentences) continue;
    const Kind kind = number == 0           ? introduction
                      : number <= important ? important_act
                                            : unimportant[rng.below(std::size(unimportant))];
    const int other = names[1 + static_cast<std::size_t>(rng.below(2))];
    switch (kind) {
      case introduction:
        introduce(rng, pen, names[0]);
        break;
      case important_act:
        tell(rng, pen, names[0], acts[i], what[i]);
        break;
      case hero_looks:
        tell(rng, pen, names[0], states[i], what[i]);
        break;
      case other_acts:
        tell(rng, pen, other, acts[i], what[i]);
        break;
      case other_looks:
        tell(rng, pen, other, states[i], names[0]);
        break;
      case weather_turns:
        report(rng, pen);
        break;
    }
  }
  std::ranges::fill(story.subspan(pen.written), -1.0f);
}

Hero hero_of(std::span<const float> story) {
  bool introduces = false;
  for (int i = 0; i < static_cast<int>(story.size()); ++i) {
    const int token = at_position(story, i);
    if (introduces && token >= known_words) return {token, i};
    introduces = token != stop && (introduces || token == about || token == hero);
  }
  return {};
}

Sentence judge(std::span<const float> story, int first, const Hero& hero) {
  Sentence sentence{first};
  int& i = sentence.stop;
  for (; at_position(story, i) != stop; ++i) {
    const int token = at_position(story, i);
    if (i == hero.position) sentence.introduces = true;
    const bool verb = changes.has(token) || looks.has(token) || turns.has(token);
    if (verb && sentence.verb < 0) {
      sentence.verb = i;
      if (i > first) sentence.actor = i - 1;
    }
    if (things.has(token) && sentence.verb >= 0 && sentence.thing < 0) sentence.thing = i;
  }
  sentence.important = sentence.actor >= 0 && changes.has(at_position(story, sentence.verb)) &&
                       at_position(story, sentence.actor) == hero.name;
  return sentence;
}

}  // namespace softlook::story
