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
#include <vector>

#include "../simd/map.hpp"
#include "letters.hpp"

namespace softlook {
namespace {

constexpr std::string_view bar = "|";

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
    return token == letters_       ? std::string(bar)
           : token == letters_ + 1 ? std::string(end_label)
                                   : letter(token);
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

  // The letters, and after a | as much of a copy as is written, right or wrong; without one, all of it.
  // What follows a letter is the answer to it wherever it stands.
  Given read(std::string_view written) const override {
    const std::size_t middle = written.find(bar);
    const std::vector<int> word = letters_of(written.substr(0, middle), letters_, longest_);
    for (std::size_t i = 1; i < word.size(); ++i)
      if (std::ranges::find(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(i), word[i]) !=
          word.begin() + static_cast<std::ptrdiff_t>(i))
        fail("[text] the letter `%` comes twice before the |; write each once", {letter(word[i])});
    std::vector<int> copied = word;
    if (middle != std::string_view::npos) {
      const std::string_view rest = written.substr(middle + 1);
      copied = rest.find_first_not_of(' ') == std::string_view::npos
                   ? std::vector<int>{}
                   : letters_of(rest, letters_, longest_);
    }
    return given(word, copied);
  }

 private:
  static Form form_of(const Settings& settings) {
    const Side side{.length = 2 * settings.integer("length") + 1,
                    .vocabulary = settings.integer("vocabulary") + 2};
    return {.input = side, .target = side, .causal = true};
  }

  Given given(std::span<const int> word, std::span<const int> copied) const {
    std::vector<float> input, target(word.size(), -1.0f);
    for (int one : word) input.push_back(static_cast<float>(one));
    input.push_back(static_cast<float>(letters_));
    target.push_back(input.front());
    for (int one : copied) {
      input.push_back(static_cast<float>(one));
      const auto place = std::ranges::find(word, one);
      target.push_back(place == word.end()       ? -1
                       : place + 1 == word.end() ? static_cast<float>(letters_ + 1)
                                                 : static_cast<float>(place[1]));
    }
    const std::vector<int> shape{1, static_cast<int>(input.size())};
    return {{shape, input}, {shape, target}};
  }

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
