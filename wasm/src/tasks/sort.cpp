// Letters, in the order of the alphabet:
//
//     c a d a  →  a a c d
//
// The answer to position t is the letter with t others before it: to find it one has to compare each
// with all. A letter that comes twice may be looked at in either place.

#include <algorithm>

#include "../simd/map.hpp"
#include "letters.hpp"

namespace softlook {
namespace {

constexpr std::string_view answers[] = {"in-place", "sequence"};

class Sort final : public Task {
 public:
  explicit Sort(const TaskParts& parts)
      : Task(form_of(parts.settings)), length_(form().input.length) {}

  std::string label(Axis, int token) const override { return letter(token); }

  Batch sample(Rng& rng, Tape& tape, int samples) const override {
    const Batch batch{tape.constant("input", {samples, length_}),
                      tape.constant("target", {samples, length_}),
                      tape.constant("alignment", {samples, length_, length_})};
    for (int b = 0; b < samples; ++b) {
      const std::span<float> input = batch.input.row(b), target = batch.target.row(b);
      for (float& token : input) token = static_cast<float>(rng.below(form().input.vocabulary));
      std::ranges::copy(input, target.begin());
      std::ranges::sort(target);
      for (int t = 0; t < length_; ++t)
        std::ranges::transform(input, batch.alignment.row(b * length_ + t).begin(),
                               [&](float token) {
                                 return token == target[static_cast<std::size_t>(t)] ? 1.0f : 0.0f;
                               });
    }
    return batch;
  }

  Given read(std::string_view written) const override {
    Given given;
    for (int token : letters_of(written, form().input.vocabulary, length_))
      given.input.values.push_back(static_cast<float>(token));
    given.input.shape = {1, static_cast<int>(given.input.values.size())};
    given.target = given.input;
    std::ranges::sort(given.target.values);
    return given;
  }

 private:
  static Form form_of(const Settings& settings) {
    const Side side{.length = settings.integer("length"),
                    .vocabulary = settings.integer("vocabulary")};
    return {.input = side, .target = side, .separate = settings.choice("answer") == "sequence"};
  }

  int length_;
};

constexpr Setting settings[] = {
    batch_setting(32),
    {.name = "vocabulary",
     .summary = "how many different letters there are",
     .kind = Setting::Kind::integer,
     .minimum = 2,
     .maximum = 26,
     .initial = 10},
    {.name = "length",
     .summary = "letters in a sequence",
     .kind = Setting::Kind::integer,
     .minimum = 2,
     .maximum = 64,
     .initial = 8},
    {.name = "answer",
     .summary = "whether each position answers by itself, or a sequence is written",
     .kind = Setting::Kind::choice,
     .options = answers},
};

}  // namespace

TaskKind sort_task() {
  return {.name = "sort",
          .summary = "letters in the order of the alphabet: look at the one with so many before it",
          .settings = settings,
          .make = make_task<Sort>};
}

}  // namespace softlook
