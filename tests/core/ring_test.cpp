#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <vector>

#include "tasks/task.hpp"

using namespace softlook;

namespace {

std::unique_ptr<Task> make_ring() {
  const TaskKind& kind = find_task("ring");
  return kind.make({Settings({kind.settings.begin(), kind.settings.end()}, {})});
}

std::vector<float> part(const Tensor& x, int row, std::size_t first, std::size_t count) {
  const auto numbers = x.row(row).subspan(first, count);
  return {numbers.begin(), numbers.end()};
}

}  // namespace

TEST_CASE("a ring's vectors each name their successor, and following it meets all of them") {
  const auto task = make_ring();
  Arena arena("test", 1 << 16);
  Rng rng(1, 1);
  for (int sequence = 0; sequence < 100; ++sequence) {
    arena.reset();
    Tape tape(arena, Tape::Mode::forward);
    const Batch sample = task->sample(rng, tape, 1);
    REQUIRE(sample.input.shape == Shape{1, 8, 16});

    int at = 0;
    std::vector<bool> met(8);
    for (int steps = 0; steps < 8; ++steps) {
      REQUIRE_FALSE(met[static_cast<std::size_t>(at)]);
      met[static_cast<std::size_t>(at)] = true;
      const auto right = std::ranges::find(sample.alignment.row(at), 1.0f);
      const int next = static_cast<int>(right - sample.alignment.row(at).begin());
      CHECK(std::ranges::count(sample.alignment.row(at), 0.0f) == 7);
      CHECK(part(sample.input, at, 8, 8) == part(sample.input, next, 0, 8));
      CHECK(part(sample.target, at, 0, 16) == part(sample.input, next, 0, 16));
      at = next;
    }
    CHECK(at == 0);
  }
}

TEST_CASE("every name of a ring is as long as any other, as name-scale says") {
  const TaskKind& kind = find_task("ring");
  for (double scale : {0.6, 1.5}) {
    const auto task = kind.make(
        {Settings({kind.settings.begin(), kind.settings.end()}, {{"name-scale", scale}})});
    Arena arena("test", 1 << 16);
    Tape tape(arena, Tape::Mode::forward);
    Rng rng(1, 1);
    const Batch sample = task->sample(rng, tape, 1);
    for (int t = 0; t < 8; ++t) {
      double square = 0;
      for (float number : part(sample.input, t, 0, 8))
        square += static_cast<double>(number) * static_cast<double>(number);
      CHECK(square == Catch::Approx(8 * scale * scale).epsilon(1e-5));
    }
  }
}

TEST_CASE("every position of a ring is as likely to be the answer as any other but the last") {
  const auto task = make_ring();
  Arena arena("test", 1 << 16);
  Rng rng(1, 1);
  std::vector<int> answers(8);
  for (int sequence = 0; sequence < 7000; ++sequence) {
    arena.reset();
    Tape tape(arena, Tape::Mode::forward);
    const Batch sample = task->sample(rng, tape, 1);
    const auto last = sample.alignment.row(7);
    ++answers[static_cast<std::size_t>(std::ranges::find(last, 1.0f) - last.begin())];
  }
  CHECK(answers[7] == 0);
  for (std::size_t i = 0; i < 7; ++i) CHECK(std::abs(answers[i] - 1000) < 150);
}

TEST_CASE("a batch of rings is that many rings, one after the other") {
  const auto task = make_ring();
  Arena arena("test", 1 << 16);
  Tape tape(arena, Tape::Mode::forward);
  Rng together(1, 1), alone(1, 1);
  const Batch three = task->sample(together, tape, 3);
  REQUIRE(three.input.shape == Shape{3, 8, 16});
  for (int b = 0; b < 3; ++b) {
    const Batch one = task->sample(alone, tape, 1);
    for (int t = 0; t < 8; ++t) {
      CHECK(part(three.input, b * 8 + t, 0, 16) == part(one.input, t, 0, 16));
      CHECK(part(three.target, b * 8 + t, 0, 16) == part(one.target, t, 0, 16));
      CHECK(part(three.alignment, b * 8 + t, 0, 8) == part(one.alignment, t, 0, 8));
    }
  }
}
