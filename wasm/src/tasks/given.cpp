// No samples of its own: each comes from outside, with train(samples) and observe(samples). The
// settings say what they look like.

#include <algorithm>

#include "task.hpp"

namespace softlook {
namespace {

class GivenTask final : public Task {
 public:
  explicit GivenTask(const TaskParts& parts) : Task(form_of(parts.settings)) {}

  // Zeros of the right shapes, for memory to be planned with.
  Batch sample(Rng&, Tape& tape, int samples) const override {
    return {zeros(tape, "input", form().input, samples),
            zeros(tape, "target", form().target, samples)};
  }
  bool has_samples() const override { return false; }

 private:
  static Tensor zeros(Tape& tape, std::string_view name, const Side& side, int samples) {
    const Tensor x = tape.constant(name, side.tokens() ? Shape{samples, side.length}
                                                       : Shape{samples, side.length, side.width});
    std::ranges::fill(x.all(), 0.0f);
    return x;
  }

  static Form form_of(const Settings& settings) {
    const int length = settings.integer("length"), own_length = settings.integer("target-length");
    const bool separate = settings.integer("separate") == 1;
    const bool causal = settings.integer("causal") == 1;
    if (!separate && own_length != 0 && own_length != length)
      fail(
          "[settings] `target-length` must be 0, or `length`, where `separate` is 0: each position "
          "has one answer");
    if (separate && causal)
      fail(
          "[settings] `causal` must be 0 where `separate` is 1: the answers do not stand at "
          "positions of the input");
    return {.input = side(settings, "input", length),
            .target = side(settings, "target", own_length == 0 ? length : own_length),
            .separate = separate,
            .causal = causal};
  }

  static Side side(const Settings& settings, const std::string& name, int length) {
    const int vocabulary = settings.integer(name + "-tokens");
    return {.length = length,
            .width = vocabulary > 0 ? 0 : settings.integer(name + "-width"),
            .vocabulary = vocabulary};
  }
};

constexpr Setting whole(std::string_view name, std::string_view summary, double minimum,
                        double maximum, double initial) {
  return {.name = name,
          .summary = summary,
          .kind = Setting::Kind::integer,
          .minimum = minimum,
          .maximum = maximum,
          .initial = initial};
}

constexpr Setting settings[] = {
    batch_setting(1),
    whole("input-tokens", "how many different tokens the input has; 0 for vectors", 0, 65536, 16),
    whole("input-width", "numbers in a vector of the input, if it has vectors", 1, 4096, 8),
    whole("target-tokens", "how many different tokens an answer can be; 0 for vectors", 0, 65536,
          16),
    whole("target-width", "numbers in an answer, if it is a vector", 1, 4096, 8),
    whole("length", "the most positions of an input", 1, 4096, 16),
    whole("target-length", "the most positions of a target; 0 for as many as the input", 0, 4096,
          0),
    whole("separate", "1 if the target is a sequence of its own, 0 if each position has an answer",
          0, 1, 0),
    whole("causal", "1 if an answer may come only from inputs up to its position", 0, 1, 0),
};

}  // namespace

TaskKind given_task() {
  return {.name = "given",
          .summary = "samples from outside: tokens or vectors of the sizes that are set here",
          .settings = settings,
          .make = make_task<GivenTask>};
}

}  // namespace softlook
