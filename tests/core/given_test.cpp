#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <limits>

#include "session.hpp"

using namespace softlook;
using Catch::Matchers::ContainsSubstring;

namespace {

// What the session shows of a held-out sample, as a batch from outside.
Given shown(Session& session, std::uint32_t example) {
  session.observe(example);
  const auto numbers = [&](const char* name) {
    const Tensor x = session.tensor(name).tensor;
    Given::Numbers all{{}, {x.all().begin(), x.all().end()}};
    for (int i = 0; i < x.shape.rank(); ++i) all.shape.push_back(x.shape[i]);
    return all;
  };
  return {numbers("input"), numbers("target")};
}

Given both(const Given& a, const Given& b) {
  const auto join = [](Given::Numbers one, const Given::Numbers& other) {
    one.shape[0] += other.shape[0];
    one.values.insert(one.values.end(), other.values.begin(), other.values.end());
    return one;
  };
  return {join(a.input, b.input), join(a.target, b.target)};
}

const Config tokens{.task = "reverse",
                    .model = "transformer",
                    .attention = "multi-head",
                    .optimizer = "adam",
                    .settings = {{"heads", 2}, {"width", 6}, {"batch", 2}}};

}  // namespace

TEST_CASE("a sample of the task gives the same loss when it comes from outside") {
  for (const Config& config : {Config{}, tokens}) {
    Session session(config);
    for (std::uint32_t i = 0; i < 3; ++i) {
      const float inside = session.observe(i);
      const Given given = shown(session, i);
      // Where nobody looks, attention is fused: its sums are rounded in another order.
      CHECK_THAT(session.loss(given), Catch::Matchers::WithinRel(inside, 1e-6f));
      CHECK(session.observe(given) == inside);
      CHECK(session.tensor("input").tensor.count() == given.input.values.size());
    }
  }
}

TEST_CASE("a step on a batch from outside is the step that the task's own would be") {
  for (const Config& config : {Config{}, tokens}) {
    Session session(config), other(config);
    const Given batch = both(shown(other, 1), shown(other, 2));
    for (int step = 0; step < 3; ++step) {
      const float before = session.loss(batch);
      CHECK(session.train(batch) == before);
      CHECK(session.loss(batch) != before);
    }
    CHECK(session.step() == 3);
  }
}

TEST_CASE("repeated on one batch from outside, training brings its loss down") {
  Session session(tokens);
  const Given batch = both(shown(session, 1), shown(session, 2));
  const float before = session.loss(batch);
  for (int step = 0; step < 200; ++step) session.train(batch);
  CHECK(session.loss(batch) < before / 4);
}

TEST_CASE("a batch may be larger and shorter than the task's own") {
  Session session(tokens);
  const Given one = shown(session, 0);
  Given many = one;
  for (int i = 0; i < 6; ++i) many = both(many, many);
  CHECK(std::fabs(session.loss(many) - session.loss(one)) < 1e-5f);
  CHECK(session.train(many) > 0);
  Given brief{{{2, 3}, {0, 1, 2, 3, 4, 5}}, {{2, 3}, {2, 1, 0, 5, 4, 3}}};
  CHECK(session.train(brief) > 0);
}

TEST_CASE("a batch that does not fit the task is refused, and the session is as it was") {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const float infinity = std::numeric_limits<float>::infinity();
  struct Case {
    Config config;
    Given given;
    const char* sentence;
  };
  const Given::Numbers two{{1, 2}, {0, 1}};
  const Given::Numbers vectors{{1, 2, 16}, std::vector<float>(32, 0.5f)};
  Given::Numbers bad = vectors;
  bad.values[17] = nan;
  const Case cases[] = {
      {tokens, {{{2}, {0, 1}}, two}, "[batch] the input must have the shape [samples,length]"},
      {tokens, {{{1, 2, 1}, {0, 1}}, two}, "got [1,2,1]"},
      {tokens, {{{0, 2}, {}}, two}, "at least one sample; got [0,2]"},
      {tokens, {{{1, -2}, {}}, two}, "got [1,-2]"},
      {tokens, {{{1, 99}, std::vector<float>(99)}, two}, "a length of 1 to"},
      {tokens, {{{1, 2}, {0, 1, 2}}, two}, "must have 2 numbers, got 3"},
      {tokens, {two, {{2, 2}, {0, 1, 0, 1}}}, "there are 1 inputs and 2 targets"},
      {tokens, {two, {{1, 1}, {0}}}, "the input has 2 positions and the target 1"},
      {tokens, {{{1, 2}, {0, 99}}, two}, "the input at [0,1] must be a token from 0 to"},
      {tokens, {{{1, 2}, {-2, 0}}, two}, "the input at [0,0] must be a token"},
      {tokens, {{{1, 2}, {0.5f, 0}}, two}, "got 0.5"},
      {tokens, {{{1, 2}, {nan, 0}}, two}, "got nan"},
      {tokens, {two, {{1, 2}, {0, infinity}}}, "the target at [0,1] must be a token"},
      {{}, {two, two}, "[batch] the input must have the shape [samples,length,width], got [1,2]"},
      {{}, {vectors, {{1, 2, 15}, std::vector<float>(30)}}, "a width of 16"},
      {{}, {bad, vectors}, "the input at [0,1,1] must be a finite number, got nan"},
      {{}, {{{65536, 65536, 16}, {}}, vectors}, "a length of 1 to"},
      {{}, {{{2000000000, 8, 16}, {}}, vectors}, "more numbers than a tensor can hold"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.sentence);
    Session session(one.config), same(one.config);
    CHECK_THROWS_WITH(session.train(one.given), ContainsSubstring(one.sentence));
    CHECK_THROWS_WITH(session.loss(one.given), ContainsSubstring(one.sentence));
    CHECK_THROWS_WITH(session.observe(one.given), ContainsSubstring(one.sentence));
    std::vector<float> losses(3), expected(3);
    REQUIRE(session.train(losses) == 3);
    REQUIRE(same.train(expected) == 3);
    CHECK(losses == expected);
  }
}

TEST_CASE("without a single answer nothing can be learned, but a model can be looked at") {
  Session session(tokens);
  const Given unanswered{{{1, 2}, {0, 1}}, {{1, 2}, {-1, -1}}};
  CHECK_THROWS_WITH(session.train(unanswered),
                    ContainsSubstring("every target is -1, so there is nothing to learn"));
  CHECK(session.step() == 0);
  CHECK(session.observe(unanswered) == 0);
  CHECK(session.loss(unanswered) == 0);
  CHECK(session.tensor("output").tensor.shape[1] == 2);
}

TEST_CASE("a batch that no step can be taken on is refused, and training goes on with the next") {
  Session session(Config{}), same(Config{});
  const Given good = shown(session, 0);
  Given bad = good;
  bad.target.values.back() = 1e30f;
  CHECK_THROWS_WITH(session.train(bad), ContainsSubstring("`target` was 1") &&
                                            ContainsSubstring("give smaller numbers"));
  CHECK(session.step() == 0);
  CHECK(session.train(good) == same.train(good));
}

TEST_CASE("a batch that needs more memory than there may be is refused with the megabytes") {
  Session session(tokens);
  const Given one = shown(session, 0);
  Given many = one;
  for (int i = 0; i < 18; ++i) many = both(many, many);
  CHECK_THROWS_WITH(session.train(many), ContainsSubstring("[memory] this needs ") &&
                                             ContainsSubstring(" MB, and a session may take 1074"));
  CHECK(session.loss(one) > 0);
}
