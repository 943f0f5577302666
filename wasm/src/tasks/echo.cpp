// An echo: the last vector of a stream was heard before, and the next one is what followed it then.
//
//     x₁ x₂ … x_j x_{j+1} … x_j     →     x_{j+1}
//
// All but the last are random directions and new in each sample. What x_{j+1} looks like says nothing of
// what it followed: order alone tells which one it is.

#include <algorithm>
#include <cmath>

#include "../simd/map.hpp"
#include "task.hpp"

namespace softlook {
namespace {

class Echo final : public Task {
 public:
  explicit Echo(const TaskParts& parts)
      : Task(form(parts.settings)), length_(parts.settings.integer("length")) {}

  std::vector<std::string> positions(Axis) const override {
    std::vector<std::string> names;
    for (int t = 1; t <= length_; ++t) names.push_back(filled("x%", {t}));
    return names;
  }

  Batch sample(Rng& rng, Tape& tape, int samples) const override {
    const int width = Task::form().input.width;
    const Batch batch{tape.constant("input", {samples, length_, width}),
                      tape.constant("target", {samples, length_, width}),
                      tape.constant("alignment", {samples, length_, length_})};
    simd::fill(batch.alignment.all(), 0);
    for (int b = 0; b < samples; ++b) {
      const int first = b * length_, last = first + length_ - 1;
      for (int row = first; row < last; ++row) draw_direction(rng, batch.input.row(row));
      const int heard = rng.below(length_ - 2);
      std::ranges::copy(batch.input.row(first + heard), batch.input.row(last).begin());
      for (int row = first; row < last; ++row)
        std::ranges::copy(batch.input.row(row + 1), batch.target.row(row).begin());
      std::ranges::copy(batch.input.row(first + heard + 1), batch.target.row(last).begin());
      batch.alignment.row(last)[static_cast<std::size_t>(heard + 1)] = 1;
    }
    return batch;
  }

 private:
  static Form form(const Settings& settings) {
    const Side side{.length = settings.integer("length"), .width = settings.integer("size")};
    return {.input = side, .target = side};
  }

  // With a root mean square of 1.
  static void draw_direction(Rng& rng, std::span<float> x) {
    float square;
    do {
      for (float& number : x) number = rng.normal();
      square = simd::dot(x, x);
    } while (square < 1e-6f);
    const float factor = std::sqrt(static_cast<float>(x.size()) / square);
    for (float& number : x) number *= factor;
  }

  int length_;
};

constexpr Setting settings[] = {
    batch_setting(16),
    {.name = "length",
     .summary = "vectors shown before the one to predict",
     .kind = Setting::Kind::integer,
     .minimum = 3,
     .maximum = 256,
     .initial = 8},
    {.name = "size",
     .summary = "numbers in a vector",
     .kind = Setting::Kind::integer,
     .minimum = 2,
     .maximum = 64,
     .initial = 8},
};

}  // namespace

TaskKind echo_task() {
  return {.name = "echo",
          .summary = "a vector comes again: the answer is what followed it the first time",
          .settings = settings,
          .make = make_task<Echo>};
}

}  // namespace softlook
