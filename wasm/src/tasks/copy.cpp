// Letters, to be written once more:
//
//     c a d b |  →  c a d b ∎
//
// A causal model reads c a d b | c a d b and says at each place from | on what comes next. How many
// letters there are changes from sample to sample (`shortest` … `length`), so that what is to be
// copied stands at no fixed place or distance. No letter comes twice: one finds the place by looking
// for the letter written last, and copies what came after it. Two looks do it, one for the letter
// before and one for the place: an induction head (C. Olsson et al., 2022, "In-context Learning and
// Induction Heads").

#include <algorithm>
#include <numeric>
#include <utility>

#include "../simd/map.hpp"
#include "letters.hpp"

namespace softlook {
namespace {

class Copy final : public Task {
 public:
  explicit Copy(const TaskParts& parts)
      : Task(form_of(parts.settings)),
        letters_(parts.settings.integer("vocabulary")),
        shortest_(parts.settings.integer("shortest")),
        longest_(parts.settings.integer("length")) {
    if (longest_ > letters_)
      fail(
          "[settings] `length` must be at most `vocabulary`, %, since no letter comes twice; got %",
          {letters_, longest_});
    if (shortest_ > longest_)
      fail("[settings] `shortest` must be at most `length`, %; got %", {longest_, shortest_});
  }

  std::string label(Axis, int token) const override {
    return token == letters_ ? "|" : token == letters_ + 1 ? "∎" : letter(token);
  }

  Batch sample(Rng& rng, Tape& tape, int samples) const override {
    const int all = form().input.length;
    const Batch batch{tape.constant("input", {samples, all}),
                      tape.constant("target", {samples, all}),
                      tape.constant("alignment", {samples, all, all})};
    simd::fill(batch.alignment.all(), 0);
    const auto alphabet = tape.arena().take<int>(static_cast<std::size_t>(letters_), "alphabet");
    for (int b = 0; b < samples; ++b) {
      const int count = shortest_ + rng.below(longest_ - shortest_ + 1);
      draw_letters(rng, alphabet, count);
      write(alphabet.first(static_cast<std::size_t>(count)), batch.input.row(b),
            batch.target.row(b));
      for (int i = 0; i <= count; ++i)
        batch.alignment.row(b * all + count + i)[static_cast<std::size_t>(i)] = 1;
    }
    return batch;
  }

  // Letters, and their copy or a part of it.
  Given read(std::string_view written) const override {
    std::vector<int> word = letters_of(written.substr(0, written.find('|')), letters_, longest_);
    std::vector<int> seen(static_cast<std::size_t>(letters_));
    for (int one : word)
      if (seen[static_cast<std::size_t>(one)]++)
        fail("[text] the letter `%` comes twice; write each once", {letter(one)});
    Given given;
    given.input = {{1, form().input.length}, std::vector<float>(all())};
    given.target = given.input;
    write(word, given.input.values, given.target.values);
    return given;
  }

 private:
  static Form form_of(const Settings& settings) {
    const Side side{.length = 2 * settings.integer("length") + 1,
                    .vocabulary = settings.integer("vocabulary") + 2};
    return {.input = side, .target = side, .causal = true};
  }
  std::size_t all() const { return static_cast<std::size_t>(form().input.length); }

  // The first `count` places of the alphabet: R. Durstenfeld, 1964, "Random permutation".
  static void draw_letters(Rng& rng, std::span<int> alphabet, int count) {
    std::iota(alphabet.begin(), alphabet.end(), 0);
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i)
      std::swap(
          alphabet[i],
          alphabet[i + static_cast<std::size_t>(rng.below(static_cast<int>(alphabet.size() - i)))]);
  }

  // word | word padding  →  … word ∎ …
  void write(std::span<const int> word, std::span<float> input, std::span<float> target) const {
    std::ranges::fill(input, -1.0f);
    std::ranges::fill(target, -1.0f);
    const std::size_t count = word.size();
    for (std::size_t i = 0; i < count; ++i) {
      input[i] = input[count + 1 + i] = target[count + i] = static_cast<float>(word[i]);
    }
    input[count] = static_cast<float>(letters_);
    target[2 * count] = static_cast<float>(letters_ + 1);
  }

  int letters_, shortest_, longest_;
};

constexpr Setting settings[] = {
    batch_setting(32),
    {.name = "vocabulary",
     .summary = "how many different letters there are",
     .kind = Setting::Kind::integer,
     .minimum = 2,
     .maximum = 26,
     .initial = 16},
    {.name = "length",
     .summary = "the most letters in a word",
     .kind = Setting::Kind::integer,
     .minimum = 1,
     .maximum = 26,
     .initial = 8},
    {.name = "shortest",
     .summary = "the fewest letters in a word",
     .kind = Setting::Kind::integer,
     .minimum = 1,
     .maximum = 26,
     .initial = 3},
};

}  // namespace

TaskKind copy_task() {
  return {.name = "copy",
          .summary = "letters once more: look for the letter written last, and at what came next",
          .settings = settings,
          .make = make_task<Copy>};
}

}  // namespace softlook
