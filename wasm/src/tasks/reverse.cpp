// Random tokens, backwards:
//
//     c a d b  →  b d a c
//
// The answer to position t is the token at T − 1 − t. It is to be found by where it stands alone:
// what it is says nothing.

#include "../simd/map.hpp"
#include "task.hpp"

namespace softlook {
namespace {

constexpr std::string_view answers[] = {"in-place", "sequence"};

class Reverse final : public Task {
 public:
  explicit Reverse(const TaskParts& parts)
      : Task(form_of(parts.settings)), length_(form().input.length) {}

  std::string label(Axis, int token) const override {
    return std::string(1, static_cast<char>('a' + token));
  }

  Batch sample(Rng& rng, Tape& tape, int samples) const override {
    const Batch batch{tape.constant("input", {samples, length_}),
                      tape.constant("target", {samples, length_}),
                      tape.constant("alignment", {samples, length_, length_})};
    simd::fill(batch.alignment.all(), 0);
    for (int b = 0; b < samples; ++b)
      for (int t = 0; t < length_; ++t) {
        const int from = length_ - 1 - t;
        const auto token = static_cast<float>(rng.below(form().input.vocabulary));
        batch.input.row(b)[static_cast<std::size_t>(t)] = token;
        batch.target.row(b)[static_cast<std::size_t>(from)] = token;
        batch.alignment.row(b * length_ + t)[static_cast<std::size_t>(from)] = 1;
      }
    return batch;
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
     .initial = 8},
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

TaskKind reverse_task() {
  return {.name = "reverse",
          .summary = "a sequence of letters backwards: look at the position opposite",
          .settings = settings,
          .make = make_task<Reverse>};
}

}  // namespace softlook
