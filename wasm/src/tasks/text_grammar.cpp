// Stories about one person each, told by a grammar with probabilities (weights in brackets):
//
//     story     = ¶ NAME verb-part { sentence }            six names, alike
//     sentence  = PRONOUN verb-part (3) | NAME verb-part (1)         of whom the story is about
//               | the NOUN (1)* modifier verb-part (2) | a new story (1)
//     modifier  = – (12) | near the NOUN (3) | that the NOUN VERB (3)
//     verb-part = [ADVERB (1)*] ( TRANSITIVE (2)* the NOUN | INTRANSITIVE (1)* ) .
//
// A * stands for each of several words. A verb agrees with its subject, over whatever stands between;
// she, he and a name that comes back agree with the name that the story began with.
//
// The words said determine the state, so a text's probability is the product of its options'. With
// P_t(s) the probability of state s after t words, the entropy of T words is exactly
//
//     Σ_t Σ_s P_t(s)·H(s),  H(s) = −Σ p·ln p over the options of s,  P_t+1(s') = Σ P_t(s)·p(s → s').

#include "text_grammar.hpp"

#include <utility>
#include <vector>

#include "../simd/math.hpp"

namespace softlook::grammar {
namespace {

using Place = State::Place;

constexpr std::string_view list[] = {
    "¶",    ".",    "the",    "near",  "that",  "often", "never",  // glue
    "anna", "eva",  "ida",    "ben",   "max",   "tom",             // she, she, she, he, he, he
    "she",  "he",                                                  //
    "dog",  "dogs", "cat",    "cats",  "bird",  "birds", "frog",  "frogs",
    "sees", "see",  "hears",  "hear",  "likes", "like",  // with an object
    "runs", "run",  "sleeps", "sleep", "sings", "sing",  "waits", "wait",
};
enum Token { story, stop, the, near, that, often, never, first_name, she = 13, he, first_noun };
constexpr int names = 6, nouns = 8, transitive = 3, intransitive = 4;
constexpr int first_transitive = first_noun + nouns;
constexpr int first_intransitive = first_transitive + 2 * transitive;
static_assert(std::size(list) == first_intransitive + 2 * intransitive);

State moved(State state, Place place) {
  state.place = place;
  return state;
}

// A noun or a verb of a pair is followed by the other one: dog, dogs; sees, see.
void add_verbs(Options& options, int weight, int first, int pairs, bool plural, State next) {
  for (int i = 0; i < pairs; ++i) options.add(weight, first + 2 * i + (plural ? 1 : 0), next);
}

void add_nouns(Options& options, State next, bool State::* number) {
  for (int i = 0; i < nouns; ++i) {
    if (number) next.*number = i % 2 == 1;
    options.add(1, first_noun + i, next);
  }
}

void add_verb_part(Options& options, const State& state) {
  add_verbs(options, 2, first_transitive, transitive, state.plural, moved(state, Place::object));
  add_verbs(options, 1, first_intransitive, intransitive, state.plural, moved(state, Place::end));
}

void add_adverbs(Options& options, const State& state) {
  for (int adverb : {often, never}) options.add(1, adverb, moved(state, Place::bare_verb));
}

// What holds no longer is forgotten, so that states are few.
State between_sentences(const State& state) { return {Place::sentence, state.name, false, false}; }

void add_sentences(Options& options, const State& state) {
  const State person = moved(state, Place::verb);
  options.add(3, state.name < names / 2 ? she : he, person);
  options.add(1, first_name + state.name, person);
  options.add(2, the, moved(state, Place::head));
  options.add(1, story, {});
}

}  // namespace

std::span<const std::string_view> words() { return list; }

int State::number() const {
  return ((static_cast<int>(place) * names + name) * 2 + (plural ? 1 : 0)) * 2 + (inner ? 1 : 0);
}

void Options::add(int weight_of_one, int word, State next) {
  list[static_cast<std::size_t>(size++)] = {weight_of_one, word, next};
  weight += weight_of_one;
}

Options options(const State& state) {
  Options all;
  const auto goes_on = [&](int word, Place place) { all.add(1, word, moved(state, place)); };
  switch (state.place) {
    case Place::opening:
      for (int i = 0; i < names; ++i)
        all.add(1, first_name + i, {Place::verb, static_cast<std::uint8_t>(i), false, false});
      break;
    case Place::sentence:
      add_sentences(all, state);
      break;
    case Place::head:
      add_nouns(all, moved(state, Place::subject), &State::plural);
      break;
    case Place::subject:
      all.add(3, near, moved(state, Place::beside));
      all.add(3, that, moved(state, Place::that));
      [[fallthrough]];
    case Place::verb:
      add_adverbs(all, state);
      [[fallthrough]];
    case Place::bare_verb:
      add_verb_part(all, state);
      break;
    case Place::beside:
      goes_on(the, Place::beside_noun);
      break;
    case Place::beside_noun:
      add_nouns(all, moved(state, Place::verb), nullptr);
      break;
    case Place::that:
      goes_on(the, Place::inner_noun);
      break;
    case Place::inner_noun:
      add_nouns(all, moved(state, Place::inner_verb), &State::inner);
      break;
    case Place::inner_verb: {
      State next = moved(state, Place::verb);
      next.inner = false;
      add_verbs(all, 1, first_transitive, transitive, state.inner, next);
      break;
    }
    case Place::object:
      goes_on(the, Place::object_noun);
      break;
    case Place::object_noun:
      add_nouns(all, moved(state, Place::end), nullptr);
      break;
    case Place::end:
      all.add(1, stop, between_sentences(state));
      break;
  }
  return all;
}

double entropy(int length) {
  std::vector<std::pair<State, double>> now(State::count), next(State::count);
  now[static_cast<std::size_t>(State{}.number())] = {State{}, 1};
  double total = 0;
  for (int t = 0; t < length; ++t) {
    next.assign(State::count, {});
    for (const auto& [state, probability] : now) {
      if (probability == 0) continue;
      const Options all = options(state);
      for (const Option& option : all.all()) {
        const double p = static_cast<double>(option.weight) / all.weight;
        total -= probability * p * static_cast<double>(simd::log(static_cast<float>(p)));
        auto& [to, sum] = next[static_cast<std::size_t>(option.next.number())];
        to = option.next;
        sum += probability * p;
      }
    }
    now.swap(next);
  }
  return total / length;
}

Word Teller::next(Rng& rng) {
  const int at = said_++;
  if (at == 0) return {start_of_story, -1};
  const Place before = state_.place;
  const Options all = options(state_);
  int drawn = rng.below(all.weight);
  const Option* option = all.list.data();
  for (; drawn >= option->weight; ++option) drawn -= option->weight;
  state_ = option->next;

  const int word = option->word;
  if (before == Place::opening) name_ = at;
  if (before == Place::head) subject_ = at;
  if (word >= first_name && word <= he) {
    subject_ = -1;  // its verb follows, and is always that of one person
    return {word, name_};
  }
  const bool verb = word >= first_transitive && before != Place::inner_verb;
  return {word, before == Place::head || verb ? subject_ : -1};
}

}  // namespace softlook::grammar
