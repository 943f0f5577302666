#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <vector>

#include "session.hpp"

using namespace softlook;
using Catch::Matchers::ContainsSubstring;

namespace {

std::unique_ptr<Task> make(std::string_view name, const Settings::Chosen& chosen) {
  const TaskKind& kind = find_task(name);
  return kind.make({Settings({kind.settings.begin(), kind.settings.end()}, chosen)});
}

}  // namespace

TEST_CASE("to reverse is to answer with the letter opposite, which the alignment points at") {
  for (int length : {2, 5, 8}) {
    const auto task = make("reverse", {{"length", length}, {"vocabulary", 5}});
    Arena arena("test", 1 << 18);
    Tape tape(arena, Tape::Mode::forward);
    Rng rng(1, 1);
    const Batch batch = task->sample(rng, tape, 50);
    REQUIRE(batch.input.shape == Shape{50, length});
    std::vector<int> met(5);
    for (int b = 0; b < 50; ++b)
      for (int t = 0; t < length; ++t) {
        const auto at = static_cast<std::size_t>(t),
                   opposite = static_cast<std::size_t>(length - 1 - t);
        ++met.at(static_cast<std::size_t>(batch.input.row(b)[at]));
        CHECK(batch.target.row(b)[at] == batch.input.row(b)[opposite]);
        for (std::size_t k = 0; k < static_cast<std::size_t>(length); ++k)
          CHECK(batch.alignment.row(b * length + t)[k] == (k == opposite ? 1.0f : 0.0f));
      }
    for (int count : met) CHECK(count > 0);
  }
}

TEST_CASE("the letters of `reverse` are letters, and its answers stand where it was told") {
  CHECK(make("reverse", {})->label(Axis::input, 0) == "a");
  CHECK(make("reverse", {{"vocabulary", 26}})->label(Axis::target, 25) == "z");
  CHECK_FALSE(make("reverse", {{"answer", "in-place"}})->form().separate);
  CHECK(make("reverse", {{"answer", "sequence"}})->form().separate);
}

TEST_CASE("the columns of a prediction are called as the answers that there are") {
  for (const std::string_view model : {"transformer", "encoder-decoder"}) {
    CAPTURE(model);
    Session session({.task = "reverse",
                     .model = std::string(model),
                     .optimizer = "adam",
                     .settings = {{"vocabulary", 3}, {"length", 5}}});
    session.observe(0, {.gradients = true});
    CHECK(session.tensor("output").columns == std::vector<std::string>{"a", "b", "c"});
    CHECK(session.tensor("output.gradient").columns.size() == 3);
    // What else is as wide has no such names.
    CHECK(session.tensor("head.bias").columns.empty());
  }
}

TEST_CASE("`given` has the form that its settings say, and no samples of its own") {
  const auto task = make("given", {{"input-tokens", 0},
                                   {"input-width", 3},
                                   {"target-tokens", 7},
                                   {"length", 4},
                                   {"target-length", 9},
                                   {"separate", 1}});
  const Form& form = task->form();
  CHECK((form.input.length == 4 && form.input.width == 3 && !form.input.tokens()));
  CHECK((form.target.length == 9 && form.target.vocabulary == 7 && form.target.width == 0));
  CHECK((form.separate && !form.causal));

  Session session({.task = "given", .model = "transformer"});
  std::vector<float> losses(1);
  CHECK_THROWS_WITH(session.train(losses), ContainsSubstring("[task] `given` has no samples"));
  CHECK_THROWS_WITH(session.observe(0), ContainsSubstring("[task] `given` has no samples"));
  CHECK(session.step() == 0);
}

TEST_CASE("`given` refuses a form that makes no sense, and names the setting") {
  CHECK_THROWS_WITH(make("given", {{"length", 4}, {"target-length", 5}}),
                    ContainsSubstring("[settings] `target-length` must be 0, or `length`"));
  CHECK_THROWS_WITH(make("given", {{"separate", 1}, {"causal", 1}}),
                    ContainsSubstring("[settings] `causal` must be 0"));
  CHECK(make("given", {{"length", 4}, {"target-length", 4}})->form().target.length == 4);
}

namespace {

Score trained(const Config& config, int steps) {
#ifndef NDEBUG
  SKIP("thousands of steps take minutes with sanitizers: the optimised builds run this");
#endif
  Session session(config);
  std::vector<float> losses(static_cast<std::size_t>(steps));
  REQUIRE(session.train(losses) == losses.size());
  return session.evaluate(100);
}

// An encoder-decoder that is to write what it read backwards.
Config writing(Settings::Chosen settings, std::uint64_t seed, int steps) {
  settings.merge(Settings::Chosen{{"answer", "sequence"},
                                  {"batch", 16},
                                  {"learning-rate", 0.008},
                                  {"schedule", "cosine"},
                                  {"decay-steps", steps}});
  return {.task = "reverse",
          .model = "encoder-decoder",
          .optimizer = "adam",
          .seed = seed,
          .settings = settings};
}

constexpr std::uint64_t seeds[] = {1, 2, 3, 4, 5};

}  // namespace

TEST_CASE("a transformer learns to reverse, and looks at the letter opposite") {
  for (std::uint64_t seed : seeds) {
    const Score score = trained({.task = "reverse",
                                 .model = "transformer",
                                 .attention = "multi-head",
                                 .optimizer = "adam",
                                 .seed = seed,
                                 .settings = {{"width", 32}, {"layers", 1}}},
                                200);
    CAPTURE(seed, score.right, score.whole, score.aligned);
    CHECK(score.whole >= 0.99);
    CHECK(score.aligned >= 0.95);
  }
}

TEST_CASE("without positions a transformer cannot learn to reverse") {
  const Score score = trained({.task = "reverse",
                               .model = "transformer",
                               .attention = "multi-head",
                               .optimizer = "adam",
                               .settings = {{"width", 32}, {"layers", 1}, {"position", "none"}}},
                              200);
  CHECK(score.right < 0.6);
}

TEST_CASE("an encoder-decoder that looks learns to reverse") {
  for (std::uint64_t seed : seeds) {
    const Score score = trained(writing({{"length", 6}}, seed, 600), 600);
    CAPTURE(seed, score.right, score.whole, score.aligned);
    CHECK(score.whole >= 0.99);
    CHECK(score.aligned >= 0.95);
  }
}

TEST_CASE("of a long word, who cannot look back at it forgets a part") {
  for (std::uint64_t seed : {1u, 2u}) {
    const auto right = [&](const char* context) {
      return trained(writing({{"length", 10}, {"context", context}}, seed, 300), 300).right;
    };
    const auto looking = right("attention"), remembering = right("fixed");
    CAPTURE(seed);
    CHECK(looking > remembering + 0.1);
  }
}
