// The next row of somebody's own series: a CSV file, a row of numbers at each moment.
//
//     rows i … i+n−1     →     row i+n
//
// Each column is standardised: its mean is taken off, and what is left divided by its deviation, both of
// the training part alone. A column that never changes there keeps its unit. The last tenth of the rows
// is held out, two rows at least: no row of it is ever predicted, or seen, in training; a held-out window may begin before.
//
// Without a file the series is made up: a pattern of six random rows, over and over, with noise on every
// number, and the same for each seed.

#include <algorithm>
#include <cmath>
#include <vector>

#include "../io/csv.hpp"
#include "task.hpp"

namespace softlook {
namespace {

Csv made_up() {
  constexpr std::size_t columns = 4, period = 6, rows = 600;
  Rng rng = Rng::stream(0, 1);
  std::vector<float> pattern(period * columns);
  for (float& number : pattern) number = rng.normal();
  Csv csv{.names = {"a", "b", "c", "d"}, .columns = columns, .numbers = {}};
  for (std::size_t i = 0; i < rows * columns; ++i)
    csv.numbers.push_back(static_cast<double>(pattern[i % pattern.size()] + 0.1f * rng.normal()));
  return csv;
}

class Series final : public Task {
 public:
  explicit Series(const TaskParts& parts)
      : Series(parts.data.empty() ? made_up() : read_csv(parts.data),
               parts.settings.integer("length")) {}

  std::vector<std::string> positions(Axis) const override {
    std::vector<std::string> names;
    for (int t = 1; t <= form().input.length; ++t) names.push_back(filled("x%", {t}));
    return names;
  }

  Batch sample(Rng& rng, Tape& tape, int samples) const override {
    const Batch batch = empty(tape, samples);
    const int length = form().input.length;
    for (int b = 0; b < samples; ++b) write(batch, b, rng.below(training_ - length));
    return batch;
  }

  Batch held_out(Rng& rng, Tape& tape) const override {
    const Batch batch = empty(tape, 1);
    const int held = static_cast<int>(rows_.size()) / width() - training_;
    write(batch, 0, training_ + rng.below(held) - form().input.length);
    return batch;
  }

 private:
  Series(const Csv& csv, int length)
      : Task(form_of(csv, length)), training_(training_rows(csv.rows())) {
    const int least = length + 1;
    if (training_ < least)
      fail(
          "[series] % rows are too few to predict one from % before it: % are for training, and % "
          "are wanted; bring more rows, or choose a smaller `length`",
          {csv.rows(), length, training_, least});
    rows_.resize(csv.numbers.size());
    for (std::size_t c = 0; c < csv.columns; ++c) standardise(csv, c);
    check_held_out(static_cast<int>(csv.rows()));
  }

  static Form form_of(const Csv& csv, int length) {
    const Side side{.length = length, .width = static_cast<int>(csv.columns)};
    return {.input = side, .target = side};
  }

  // All but the last tenth, of which there are two rows at least.
  static int training_rows(std::size_t rows) {
    return static_cast<int>(rows - std::min(rows, std::max<std::size_t>(rows / 10, 2)));
  }

  // Where every answer is the same there is nothing to predict, and nothing to measure it by.
  void check_held_out(int rows) const {
    for (int i = training_ + 1; i < rows; ++i)
      if (!std::ranges::equal(row(i), row(training_))) return;
    fail(
        "[series] no column changes in the last % rows, which are kept to test with; bring rows "
        "that change to their end",
        {rows - training_});
  }

  void standardise(const Csv& csv, std::size_t column) {
    const auto each = [&](std::size_t rows, auto&& use) {
      for (std::size_t i = 0; i < rows; ++i) use(csv.numbers[i * csv.columns + column], i);
    };
    const auto training = static_cast<std::size_t>(training_);
    double mean = 0, square = 0;
    each(training, [&](double x, std::size_t) { mean += x / training_; });
    each(training, [&](double x, std::size_t) { square += (x - mean) * (x - mean) / training_; });
    // What a sum of equal numbers is off by is no change.
    const double deviation = square > 1e-24 * mean * mean ? std::sqrt(square) : 1;
    each(csv.rows(), [&](double x, std::size_t i) {
      // What is a million deviations away would be a million times as loud as all the rest.
      rows_[i * csv.columns + column] =
          static_cast<float>(std::clamp((x - mean) / deviation, -1e3, 1e3));
    });
  }

  int width() const { return form().input.width; }

  Batch empty(Tape& tape, int samples) const {
    const Shape shape{samples, form().input.length, width()};
    return {tape.constant("input", shape), tape.constant("target", shape)};
  }

  // The window that begins at row `first`; the answer to each of its rows is the one after it.
  void write(const Batch& batch, int b, int first) const {
    const int length = form().input.length;
    for (int t = 0; t < length; ++t) {
      std::ranges::copy(row(first + t), batch.input.row(b * length + t).begin());
      std::ranges::copy(row(first + t + 1), batch.target.row(b * length + t).begin());
    }
  }

  std::span<const float> row(int i) const {
    const auto columns = static_cast<std::size_t>(width());
    return std::span(rows_).subspan(static_cast<std::size_t>(i) * columns, columns);
  }

  int training_;  // rows
  std::vector<float> rows_;
};

constexpr Setting settings[] = {
    batch_setting(16),
    {.name = "length",
     .summary = "rows shown before the one to predict",
     .kind = Setting::Kind::integer,
     .minimum = 2,
     .maximum = 256,
     .initial = 8},
};

}  // namespace

TaskKind series_task() {
  return {.name = "series",
          .summary = "the next row of a table of numbers, one that is made up or your own",
          .settings = settings,
          .make = make_task<Series>,
          .data = "a CSV file: a row of numbers at each moment"};
}

}  // namespace softlook
