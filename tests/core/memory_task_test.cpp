#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <set>

#include "model_case.hpp"
#include "models_reference.hpp"

using namespace softlook;
using Catch::Matchers::ContainsSubstring;

namespace {

std::unique_ptr<Task> make(const Settings::Chosen& chosen) {
  const TaskKind& kind = find_task("memory");
  return kind.make({Settings({kind.settings.begin(), kind.settings.end()}, chosen)});
}

double distance(std::span<const float> a, std::span<const float> b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double miss = static_cast<double>(a[i]) - static_cast<double>(b[i]);
    sum += miss * miss;
  }
  return std::sqrt(sum);
}

Config memory(std::uint64_t seed, Settings::Chosen settings = {}, std::string attention = "dot") {
  return {.task = "memory",
          .model = "addressing",
          .attention = std::move(attention),
          .seed = seed,
          .settings = std::move(settings)};
}

void train(Session& session, std::size_t steps) {
#ifndef NDEBUG
  SKIP("thousands of steps take minutes with sanitizers: the optimised builds run this");
#endif
  std::vector<float> losses(steps);
  REQUIRE(session.train(losses) == steps);
}

// The share of the look that is on each slot, for the query of a held-out sample.
std::vector<float> look(Session& session, std::uint32_t example) {
  session.observe(example);
  const Tensor weights = session.tensor("attention.weights").tensor;
  const auto last = weights.row(weights.shape.rows() - 1);
  return {last.begin(), last.end()};
}

}  // namespace

TEST_CASE("a memory holds different letters under different keys, and asks for one of them") {
  const auto task = make({{"slots", 5}, {"key-size", 6}, {"vocabulary", 7}, {"noise", 0.1}});
  Arena arena("test", 1 << 18);
  Tape tape(arena, Tape::Mode::forward);
  Rng rng(1, 1);
  const Batch batch = task->sample(rng, tape, 200);
  REQUIRE(batch.input.shape == Shape{200, 6, 13});
  std::vector<int> asked(5);
  for (int b = 0; b < 200; ++b) {
    const auto key = [&](int i) { return batch.input.row(b * 6 + i).first(6); };
    std::vector<std::size_t> letters;
    for (int i = 0; i < 5; ++i) {
      const auto value = batch.input.row(b * 6 + i).subspan(6);
      CHECK(std::ranges::count(value, 0.0f) == 6);
      letters.push_back(static_cast<std::size_t>(std::ranges::find(value, 1.0f) - value.begin()));
      CHECK(distance(key(i), std::vector<float>(6)) == Catch::Approx(std::sqrt(6.0)));
      CHECK(batch.target.row(b)[static_cast<std::size_t>(i)] == -1);
    }
    CHECK(std::set(letters.begin(), letters.end()).size() == 5);
    CHECK(std::ranges::count(batch.input.row(b * 6 + 5).subspan(6), 0.0f) == 7);

    const auto where = batch.alignment.row(b * 6 + 5);
    CHECK(std::ranges::count(where, 0.0f) == 5);
    const auto right = static_cast<std::size_t>(std::ranges::find(where, 1.0f) - where.begin());
    ++asked.at(right);
    CHECK(batch.target.row(b)[5] == static_cast<float>(letters[right]));
    CHECK(distance(key(5), key(static_cast<int>(right))) < 0.1 * std::sqrt(6.0) * 2.5);
  }
  for (int count : asked) CHECK(count > 20);
}

TEST_CASE("no key of a memory is the query itself, unless there is no noise") {
  for (double noise : {0.0, 0.5}) {
    const auto task = make({{"noise", noise}});
    Arena arena("test", 1 << 20);
    Tape tape(arena, Tape::Mode::forward);
    Rng rng(1, 1);
    const Batch batch = task->sample(rng, tape, 100);
    int found = 0;
    for (int b = 0; b < 100; ++b)
      for (int i = 0; i < 8; ++i)
        found += distance(batch.input.row(b * 9 + i).first(16),
                          batch.input.row(b * 9 + 8).first(16)) == 0;
    CHECK(found == (noise == 0 ? 100 : 0));
  }
}

TEST_CASE("a memory with more slots than letters is refused") {
  CHECK_THROWS_WITH(make({{"slots", 11}, {"vocabulary", 10}}),
                    ContainsSubstring("[settings] `slots` must not be more than `vocabulary`"));
}

TEST_CASE("soft addressing has the answers and the gradients of its textbook definition") {
  for (double temperature : {0.5, 1.0, 3.0})
    for (int length : {2, 3, 6}) {
      const Side input{.length = 6, .width = 9}, answers{.length = 6, .vocabulary = 4};
      const ModelCase one{
          "addressing", {{"temperature", temperature}}, {.input = input, .target = answers}};
      std::vector<float> target(static_cast<std::size_t>(2 * length), -1.0f);
      target[static_cast<std::size_t>(length - 1)] = 3;
      target.back() = 1;
      const Input tokens = constant({2, length}, target);
      check_layer({"addressing",
                   {{2, length, 9}, tokens},
                   build_model(one),
                   [&](const Arrays& x, const Values& p) {
                     return reference::addressing(p, x[0], 5, temperature);
                   }});
      const Input wanted = constant({2, 1}, {3, 1});
      check_layer({"addressing loss",
                   {{2, length, 9}, tokens, wanted},
                   build_model(one, [](const Pass& pass) { return pass.loss; }),
                   [&](const Arrays& x, const Values& p) {
                     return reference::cross_entropy(reference::addressing(p, x[0], 5, temperature),
                                                     x[2], 0);
                   }});
    }
}

TEST_CASE("soft addressing answers with vectors too") {
  const Side input{.length = 5, .width = 7}, answers{.length = 5, .width = 3};
  check_layer({"addressing of vectors",
               {{2, 5, 7}, {2, 5, 3}},
               build_model({"addressing", {}, {.input = input, .target = answers}},
                           [](const Pass& pass) { return pass.loss; }),
               [&](const Arrays& x, const Values& p) {
                 return reference::mean_squared_error(reference::addressing(p, x[0], 4, 1),
                                                      reference::slice(x[1], -2, 4, 1));
               }});
}

TEST_CASE("soft addressing refuses what is no memory in a sentence") {
  CHECK_THROWS_WITH(Session({.task = "reverse", .model = "addressing"}),
                    ContainsSubstring("[model] `addressing` reads vectors of a key and a value"));
  CHECK_THROWS_WITH(Session({.task = "ring", .model = "addressing"}),
                    ContainsSubstring("[model] `addressing` reads vectors of a key and a value"));
  Session session(given_config("addressing", {{"input-tokens", 0},
                                              {"input-width", 6},
                                              {"target-tokens", 0},
                                              {"target-width", 4},
                                              {"length", 3}}));
  CHECK_THROWS_WITH(
      session.observe({{{1, 1, 6}, std::vector<float>(6)}, {{1, 1, 4}, std::vector<float>(4)}}),
      ContainsSubstring("[model] `addressing` asks a memory with the last vector"));
}

TEST_CASE("to an observer each stored key shows what it would find, and the query stands last") {
  Session session(memory(1));
  session.observe(0);
  const Exposed weights = session.tensor("attention.weights");
  CHECK(weights.tensor.shape == Shape{1, 1, 9, 8});
  CHECK(weights.rows.back() == "query");
  CHECK(weights.columns.back() == "key 8");
  CHECK(session.tensor("alignment").tensor.shape == Shape{1, 9, 8});
}

TEST_CASE(
    "soft addressing finds 99 of 100 values with most of the weight, for each of five seeds") {
  for (std::uint64_t seed : {1u, 2u, 3u, 4u, 5u}) {
    Session session(memory(seed));
    train(session, 2000);
    const Score score = session.evaluate(1000);
    CAPTURE(seed, score.right, score.attended);
    CHECK(score.right >= 0.99);
    CHECK(score.attended > 0.9);
  }
}

TEST_CASE("the temperature goes from all values alike to one alone, and never changes the order") {
  Session session(memory(1));
  train(session, 2000);
  const auto warm = look(session, 3);
  session.set("temperature", 100);
  const auto hot = look(session, 3);
  session.set("temperature", 0.01);
  const auto cold = look(session, 3);
  const auto best = std::ranges::max_element(warm) - warm.begin();
  for (std::size_t i = 0; i < 8; ++i) {
    CHECK(hot[i] == Catch::Approx(1.0 / 8).epsilon(0.5));
    CHECK((cold[i] == 1.0f) == (static_cast<std::ptrdiff_t>(i) == best));
  }
  CHECK(std::ranges::max_element(hot) - hot.begin() == best);
  CHECK(warm[static_cast<std::size_t>(best)] > hot[static_cast<std::size_t>(best)]);
}

// A look that is on one place from the start has nothing to tell the others by.
TEST_CASE("who begins cold never finds the right key, a table not always; who begins warm does") {
  const auto found = [](const char* attention, double temperature) {
    int times = 0;
    for (std::uint64_t seed : {1u, 2u, 3u, 4u, 5u}) {
      Session session(memory(seed, {{"temperature", temperature}}, attention));
      train(session, 2000);
      times += session.evaluate(300).right >= 0.9;
    }
    return times;
  };
  // Counted before it is checked: a test that is skipped within a check has failed.
  const int warm = found("dot", 1), cold = found("dot", 0.1), hot = found("dot", 20);
  const int table = found("hard", 1);
  CHECK(warm == 5);
  CHECK(cold == 0);
  CHECK(hot == 0);
  CHECK((table > 0 && table < 5));
}
