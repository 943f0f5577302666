// Numbers to work an attention out by hand: each row is a query, a key and a value,
//
//     row i = [qᵢ | kᵢ | vᵢ]
//
// drawn at random with two decimals, or written. Nothing is asked: the answers are zeros.

#include <algorithm>
#include <cmath>

#include "../io/exact.hpp"
#include "../io/utf8.hpp"
#include "../simd/map.hpp"
#include "task.hpp"

namespace softlook {
namespace {

constexpr double largest = 1e6;

// The front of a text up to one of these characters, taken off together with it.
std::string_view cut(std::string_view& text, std::string_view ends) {
  const std::string_view front = text.substr(0, text.find_first_of(ends));
  text.remove_prefix(std::min(front.size() + 1, text.size()));
  return front;
}

class Numbers final : public Task {
 public:
  explicit Numbers(const TaskParts& parts)
      : Task(form_of(parts.settings)), width_(parts.settings.integer("width")) {}

  std::vector<std::string> positions(Axis) const override {
    std::vector<std::string> names;
    for (int t = 1; t <= form().input.length; ++t) names.push_back(std::to_string(t));
    return names;
  }

  Batch sample(Rng& rng, Tape& tape, int samples) const override {
    const int rows = form().input.length;
    const Batch batch{tape.constant("input", {samples, rows, 3 * width_}),
                      tape.constant("target", {samples, rows, width_})};
    for (float& x : batch.input.all()) x = std::floor(100 * rng.normal() + 0.5f) / 100;
    simd::fill(batch.target.all(), 0);
    return batch;
  }

  Given read(std::string_view written) const override {
    Given given;
    int rows = 0;
    while (!written.empty()) {
      const std::string_view line = cut(written, "\n");
      if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      if (++rows > form().input.length)
        fail("[read] there may be at most % rows of numbers", {form().input.length});
      read_row(line, rows, given.input.values);
    }
    if (rows == 0) fail("[read] write at least one row of numbers: a query, a key and a value");
    given.input.shape = {1, rows, 3 * width_};
    given.target = {{1, rows, width_},
                    std::vector<float>(static_cast<std::size_t>(rows * width_), 0.0f)};
    return given;
  }

 private:
  void read_row(std::string_view line, int row, std::vector<float>& numbers) const {
    const std::size_t before = numbers.size();
    while (!line.empty()) {
      const std::string_view word = cut(line, " \t\r,;|");
      if (word.empty()) continue;
      const auto number = read_exact(word);
      if (!number || std::fabs(*number) > largest)
        fail("[read] row %: % is no number from -% to %", {row, quoted(word), largest, largest});
      numbers.push_back(static_cast<float>(*number));
    }
    const std::size_t count = numbers.size() - before,
                      wanted = 3 * static_cast<std::size_t>(width_);
    if (count != wanted)
      fail("[read] row % has % numbers, and a query, a key and a value of % each are %",
           {row, count, width_, wanted});
  }

  static Form form_of(const Settings& settings) {
    const int rows = settings.integer("rows"), width = settings.integer("width");
    return {.input = {.length = rows, .width = 3 * width},
            .target = {.length = rows, .width = width}};
  }

  int width_;
};

constexpr Setting settings[] = {
    batch_setting(1),
    {.name = "rows",
     .summary = "how many queries there are, and how many keys with their values",
     .kind = Setting::Kind::integer,
     .minimum = 1,
     .maximum = 16,
     .initial = 4},
    {.name = "width",
     .summary = "numbers in a query, a key and a value",
     .kind = Setting::Kind::integer,
     .minimum = 1,
     .maximum = 256,
     .initial = 4},
};

}  // namespace

TaskKind numbers_task() {
  return {.name = "numbers",
          .summary = "queries, keys and values themselves, drawn at random or written by hand",
          .settings = settings,
          .make = make_task<Numbers>};
}

}  // namespace softlook
