#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <vector>

#include "model_case.hpp"
#include "models_reference.hpp"

using namespace softlook;

namespace {

std::vector<float> numbers(std::span<const float> x) { return {x.begin(), x.end()}; }

Config echo(const char* encoder, std::uint64_t seed, Settings::Chosen more = {}) {
  more.merge(Settings::Chosen{{"encoder", encoder},
                              {"width", 48},
                              {"sharpness", 12},
                              {"learning-rate", 0.006},
                              {"schedule", "cosine"},
                              {"warm-up", 50},
                              {"decay-steps", 3000}});
  return {.task = "echo",
          .model = "next-vector",
          .attention = "cosine",
          .optimizer = "adam",
          .seed = seed,
          .settings = more};
}

Score trained(const Config& config, std::size_t steps) {
#ifndef NDEBUG
  SKIP("thousands of steps take minutes with sanitizers: the optimised builds run this");
#endif
  Session session(config);
  std::vector<float> losses(steps);
  REQUIRE(session.train(losses) == steps);
  return session.evaluate(500);
}

}  // namespace

TEST_CASE("the last vector of an echo was there before, and the answer is what came after it") {
  for (int length : {3, 8, 20}) {
    const TaskKind& kind = find_task("echo");
    const auto task =
        kind.make({Settings({kind.settings.begin(), kind.settings.end()}, {{"length", length}})});
    Arena arena("test", 1 << 22);
    Tape tape(arena, Tape::Mode::forward);
    Rng rng(1, 1);
    const Batch batch = task->sample(rng, tape, 300);
    REQUIRE(batch.input.shape == Shape{300, length, 8});
    std::vector<int> after(static_cast<std::size_t>(length));
    for (int b = 0; b < 300; ++b) {
      const auto vector = [&](int t) { return numbers(batch.input.row(b * length + t)); };
      int found = 0;
      for (int t = 0; t + 1 < length; ++t) {
        CHECK(numbers(batch.target.row(b * length + t)) == vector(t + 1));
        if (vector(t) != vector(length - 1)) continue;
        ++found;
        ++after[static_cast<std::size_t>(t + 1)];
        CHECK(numbers(batch.target.row(b * length + length - 1)) == vector(t + 1));
        CHECK(batch.alignment.row(b * length + length - 1)[static_cast<std::size_t>(t + 1)] == 1);
      }
      CHECK(found == 1);
      CHECK(std::ranges::count(batch.alignment.row(b * length + length - 1), 0.0f) == length - 1);
    }
    for (int t = 1; t + 1 < length; ++t) CHECK(after[static_cast<std::size_t>(t)] > 0);
    CHECK(after[0] + after.back() == 0);
  }
}

TEST_CASE("next-vector with an encoder has the loss and the gradients of its textbook definition") {
  for (const char* cell : {"gru", "lstm", "rnn"})
    for (int length : {2, 5}) {
      const Side side{.length = 5, .width = 4};
      const ModelCase one{
          "next-vector", {{"encoder", cell}, {"width", 3}}, {.input = side, .target = side}};
      check_layer({std::string("next-vector ") + cell,
                   {{2, length, 4}, {2, length, 4}},
                   build_model(one, [](const Pass& pass) { return pass.loss; }),
                   [&](const Arrays& x, const Values& p) {
                     using namespace reference;
                     const Array states =
                         recurrent(p, std::string("encoder.") + cell, cell, x[0], 3, false, {});
                     const Array query = linear(row_of(states, length - 1), p.at("W"));
                     const Array keys = linear(states, p.at("U"));
                     const Array found = matmul(softmax(matmul(query, transpose(keys))), x[0]);
                     return mean_squared_error(linear(found, p.at("V")), row_of(x[1], length - 1));
                   }});
    }
}

TEST_CASE("an encoder's states are there to be seen, and none without one") {
  Session with(echo("gru", 1, {{"width", 5}})), without(echo("none", 1));
  with.observe(0);
  without.observe(0);
  CHECK(with.tensor("encoder.states").tensor.shape == Shape{1, 8, 5});
  const auto names = without.tensor_names();
  CHECK(std::ranges::count(names, "encoder.states") == 0);
}

TEST_CASE("rings and echoes may be 256 vectors long, read first or not") {
  for (const char* task : {"ring", "echo"})
    for (const char* encoder : {"none", "gru"}) {
      Session session({.task = task,
                       .model = "next-vector",
                       .settings = {{"length", 256}, {"encoder", encoder}, {"batch", 2}}});
      std::vector<float> losses(2);
      CHECK(session.train(losses) == 2);
      session.observe(0);
      CHECK(session.tensor("attention.weights").tensor.shape == Shape{1, 1, 256, 256});
    }
}

TEST_CASE("who reads in order learns what followed, for each of five seeds; who does not cannot") {
  for (std::uint64_t seed : {1u, 2u, 3u, 4u, 5u}) {
    const Score reading = trained(echo("gru", seed), 3000);
    CAPTURE(seed, reading.error, reading.baseline, reading.aligned);
    CHECK(reading.error < 0.05 * reading.baseline);
    CHECK(reading.aligned >= 0.95);
    const Score looking = trained(echo("none", seed), 3000);
    CAPTURE(looking.error, looking.aligned);
    CHECK(looking.error > 0.5 * looking.baseline);
    CHECK(looking.aligned < 0.5);
  }
}
