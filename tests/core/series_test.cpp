#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "session.hpp"

using namespace softlook;
using Catch::Matchers::ContainsSubstring;

namespace {

std::unique_ptr<Task> make(std::string_view data, const Settings::Chosen& chosen) {
  const TaskKind& kind = find_task("series");
  return kind.make({Settings({kind.settings.begin(), kind.settings.end()}, chosen), data});
}

// A table whose row i is i and its square.
std::string counting(int rows) {
  std::string csv = "t,square\n";
  for (int i = 0; i < rows; ++i) csv += std::to_string(i) + "," + std::to_string(i * i) + "\n";
  return csv;
}

// A pattern of `period` random rows, over and over, on whatever scale, with noise on every number.
std::string repeating(int period, std::uint64_t seed) {
  Rng rng(seed, 7);
  std::vector<float> pattern;
  for (int i = 0; i < 3 * period; ++i) pattern.push_back(rng.normal());
  std::string csv = "day;warmth;rain\n";
  for (std::size_t i = 0; i < 400 * 3; ++i) {
    char number[40];
    const float scale = i % 3 == 1 ? 1000.0f : 0.01f, level = i % 3 == 2 ? -3.0f : 50.0f;
    const float value = level + scale * (pattern[i % pattern.size()] + 0.1f * rng.normal());
    std::snprintf(number, sizeof number, "%.6f", static_cast<double>(value));
    csv += number;
    csv += i % 3 == 2 ? "\r\n" : ";";
  }
  return csv;
}

Score trained(const Config& config, std::size_t steps) {
#ifndef NDEBUG
  SKIP("thousands of steps take minutes with sanitizers: the optimised builds run this");
#endif
  Session session(config);
  std::vector<float> losses(steps);
  REQUIRE(session.train(losses) == steps);
  return session.evaluate(300);
}

}  // namespace

TEST_CASE("a window of a series is rows in their order, and each row's answer is the next one") {
  const auto task = make(counting(50), {{"length", 5}});
  CHECK(task->form().input.width == 2);
  Arena arena("test", 1 << 20);
  Tape tape(arena, Tape::Mode::forward);
  Rng rng(1, 1);
  const Batch batch = task->sample(rng, tape, 200);
  // One step of the first column, after it is standardised over the first 45 rows.
  const double step = 1 / std::sqrt((45.0 * 45 - 1) / 12);
  for (int row = 0; row < 1000; ++row) {
    if (row % 5 > 0) {
      CHECK(batch.input.row(row)[0] == batch.target.row(row - 1)[0]);
      CHECK(batch.input.row(row)[1] == batch.target.row(row - 1)[1]);
    }
    CHECK(static_cast<double>(batch.target.row(row)[0] - batch.input.row(row)[0]) ==
          Catch::Approx(step).epsilon(1e-4));
  }
}

TEST_CASE("the last tenth of a series is never seen in training, and is all that is held out") {
  const auto task = make(counting(50), {{"length", 5}});
  // The time of a standardised row.
  const auto time = [](float x) {
    return static_cast<int>(
        std::lround(static_cast<double>(x) * std::sqrt((45.0 * 45 - 1) / 12) + 22));
  };
  Arena arena("test", 1 << 22);
  Tape tape(arena, Tape::Mode::forward);
  Rng rng(1, 1);
  std::vector<int> predicted(50), held(50);
  const Batch batch = task->sample(rng, tape, 2000);
  for (int b = 0; b < 2000; ++b) {
    const int answer = time(batch.target.row(b * 5 + 4)[0]);
    CHECK(time(batch.input.row(b * 5)[0]) == answer - 5);
    ++predicted.at(static_cast<std::size_t>(answer));
  }
  for (int b = 0; b < 200; ++b)
    ++held.at(static_cast<std::size_t>(time(task->held_out(rng, tape).target.row(4)[0])));
  for (std::size_t t = 0; t < 50; ++t) {
    CHECK((predicted[t] > 0) == (t >= 5 && t < 45));
    CHECK((held[t] > 0) == (t >= 45));
  }
}

TEST_CASE(
    "columns of a series are standardised by the training part; one that never changes is zero") {
  std::string csv;
  for (int i = 0; i < 100; ++i)
    csv += std::to_string(1000 + 3 * (i % 2)) + ",0.1," + (i < 90 ? "1e-12" : "1e30") + "\n";
  const auto task = make(csv, {{"length", 2}});
  Arena arena("test", 1 << 20);
  Tape tape(arena, Tape::Mode::forward);
  Rng rng(1, 1);
  const Batch batch = task->sample(rng, tape, 50);
  for (int row = 0; row < 100; ++row) {
    CHECK(std::fabs(batch.input.row(row)[0]) == Catch::Approx(1));
    CHECK(std::fabs(batch.input.row(row)[1]) < 1e-6f);
  }
  for (float number : task->held_out(rng, tape).target.all()) CHECK(std::isfinite(number));
}

TEST_CASE("a series that is no table, or too short, is refused with a sentence") {
  CHECK_THROWS_WITH(make("1,2\n3,x\n", {}), ContainsSubstring("[csv] line 2, column 2: `x`"));
  CHECK_THROWS_WITH(
      make(counting(9), {}),
      ContainsSubstring("[series] 9 rows are too few to predict one from 8 before it"));
  CHECK_THROWS_WITH(make("1", {}), ContainsSubstring("[series] 1 rows are too few"));
  CHECK_THROWS_WITH(make(counting(10), {}), ContainsSubstring("[series] 10 rows are too few"));
  CHECK(make(counting(11), {})->form().input.length == 8);
  CHECK_THROWS_WITH(make(counting(40) + "7,7\n7,7\n7,7\n7,7\n7,7\n", {}),
                    ContainsSubstring("[series] no column changes in the last 4 rows"));
  CHECK_THROWS_WITH(Session({.task = "ring", .data = "1,2"}), ContainsSubstring("takes no data"));
}

TEST_CASE(
    "a series of one's own is learned: a noisy pattern on any scale, for each of five seeds") {
  for (std::uint64_t seed : {1u, 2u, 3u, 4u, 5u}) {
    const auto after = [&](const char* encoder) {
      return trained({.task = "series",
                      .model = "next-vector",
                      .attention = "cosine",
                      .optimizer = "adam",
                      .seed = seed,
                      .settings = {{"encoder", encoder}, {"learning-rate", 0.005}},
                      .data = repeating(5, seed)},
                     2000);
    };
    const Score looking = after("none"), reading = after("gru");
    CAPTURE(seed, looking.error, looking.baseline, reading.error);
    CHECK(looking.error < 0.5 * looking.baseline);
    CHECK(reading.error < 0.2 * reading.baseline);
  }
}

TEST_CASE("without a file a series is made up, and learned too") {
  const Score score = trained({.task = "series",
                               .model = "next-vector",
                               .optimizer = "adam",
                               .settings = {{"encoder", "gru"}, {"learning-rate", 0.005}}},
                              2000);
  CHECK(score.error < 0.2 * score.baseline);
}
