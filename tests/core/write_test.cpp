#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <functional>
#include <vector>

#include "session.hpp"

using namespace softlook;
using Catch::Matchers::ContainsSubstring;

namespace {

// An untrained language model over five tokens, and one that writes a sequence of its own.
Config reader() {
  return {
      .task = "given",
      .model = "transformer",
      .settings = {
          {"input-tokens", 5}, {"target-tokens", 5}, {"length", 6}, {"causal", 1}, {"width", 8}}};
}
Config writer() {
  return {.task = "given",
          .model = "encoder-decoder",
          .settings = {{"input-tokens", 5},
                       {"target-tokens", 4},
                       {"length", 6},
                       {"target-length", 3},
                       {"separate", 1},
                       {"width", 8}}};
}

Given sample(std::vector<float> input, std::vector<float> target) {
  const int inputs = static_cast<int>(input.size()), targets = static_cast<int>(target.size());
  return {{{1, inputs}, std::move(input)}, {{1, targets}, std::move(target)}};
}

std::vector<float> row(const Session& session, int position) {
  const auto scores = session.tensor("output").tensor.row(position);
  return {scores.begin(), scores.end()};
}

std::vector<double> softmax(const std::vector<float>& scores, double temperature) {
  std::vector<double> p;
  double sum = 0;
  for (float score : scores)
    sum += p.emplace_back(std::exp(static_cast<double>(score) / temperature));
  for (double& x : p) x /= sum;
  return p;
}

int likeliest(const std::vector<float>& scores) {
  return static_cast<int>(std::ranges::max_element(scores) - scores.begin());
}

}  // namespace

TEST_CASE("the next token of a text is the likeliest after its last one") {
  Session session(reader());
  for (const auto& text : {std::vector<float>{3}, {0, 4, 4}, {1, 2, 3, 4, 0, 1}}) {
    const Given prompt = sample(text, std::vector<float>(text.size(), -1));
    const Next next = session.next(prompt);
    const auto scores = row(session, next.position);
    CHECK(next.position == static_cast<int>(text.size()) - 1);
    CHECK(next.token == likeliest(scores));
    CHECK(next.label == std::to_string(next.token));
    CHECK(std::abs(static_cast<double>(next.probability) -
                   softmax(scores, 1)[static_cast<std::size_t>(next.token)]) < 1e-6);
    CHECK_FALSE(next.last);
  }
}

TEST_CASE(
    "the next token of a sequence of its own stands at its first gap, and no later one counts") {
  Session session(writer());
  Given so_far = sample({1, 2, 3}, {-1, -1, -1});
  std::vector<float> written;
  for (int position = 0; position < 3; ++position) {
    const Next next = session.next(so_far);
    CHECK(next.position == position);
    CHECK(next.token == likeliest(row(session, position)));
    so_far.target.values[static_cast<std::size_t>(position)] = static_cast<float>(next.token);
    written.push_back(static_cast<float>(next.token));
  }
  // What is likeliest token by token is likeliest when all of it is given.
  session.observe(so_far);
  for (int position = 0; position < 3; ++position)
    CHECK(static_cast<float>(likeliest(row(session, position))) ==
          written[static_cast<std::size_t>(position)]);
  CHECK_THROWS_WITH(session.next(so_far), ContainsSubstring("[next] the target is full"));
}

TEST_CASE("tokens are drawn as often as softmax at that temperature says, among the likeliest") {
  Session session(reader());
  const Given prompt = sample({2, 0}, {-1, -1});
  // Scores that differ.
  std::vector<float> bias{0.5f, -1, 2, 1, 0};
  session.set_parameter("head.bias", bias);
  for (const auto& [temperature, top] : {std::pair{1.0f, 0}, {2.5f, 0}, {1.0f, 3}, {0.5f, 2}}) {
    constexpr int draws = 4000;
    std::vector<double> often(5), wanted;
    for (std::uint32_t i = 0; i < draws; ++i)
      often.at(static_cast<std::size_t>(session.next(prompt, {temperature, top, i}).token)) += 1;
    wanted = softmax(row(session, 1), static_cast<double>(temperature));
    if (top > 0) {
      std::vector<double> sorted = wanted;
      std::ranges::sort(sorted, std::greater<>());
      double kept = 0;
      for (double& p : wanted) {
        if (p < sorted.at(static_cast<std::size_t>(top) - 1)) p = 0;
        kept += p;
      }
      for (double& p : wanted) p /= kept;
    }
    for (std::size_t token = 0; token < 5; ++token) {
      CAPTURE(temperature, top, token, often[token] / draws, wanted[token]);
      CHECK(std::abs(often[token] / draws - wanted[token]) < 0.03);
      if (wanted[token] == 0) CHECK(often[token] == 0);
    }
    CHECK(session.next(prompt, {temperature, top, 7}).token ==
          session.next(prompt, {temperature, top, 7}).token);
  }
  // So cold that only the likeliest is left, and so hot that all are alike: both are numbers.
  CHECK(session.next(prompt, {1e-30f, 0, 3}).token == 2);
  CHECK(session.next(prompt, {100, 0, 3}).token < 5);
}

TEST_CASE("what cannot be written on is refused in a sentence, and the session goes on") {
  Session ring(Config{});
  Session in_place({.task = "reverse", .model = "transformer"});
  Session session(reader());
  const auto refused = [](Session& asked, const Given& so_far, const Choice& choice, auto why) {
    CHECK_THROWS_WITH(asked.next(so_far, choice), ContainsSubstring(why));
  };
  refused(ring, sample({1}, {1}), {}, "[next] only a task whose answers are a sequence");
  refused(in_place, sample({1}, {1}), {}, "[next] only a task whose answers are a sequence");
  refused(session, sample({1, -1, 2}, {-1, -1, -1}), {}, "[next] after the first -1");
  refused(session, sample({-1}, {-1}), {}, "[next] give at least one token");
  refused(session, sample({9}, {-1}), {}, "must be a token from 0 to 4");
  refused(session, {{{2, 1}, {1, 1}}, {{2, 1}, {-1, -1}}}, {}, "[next] one sample");
  refused(session, sample({1}, {-1}), {.temperature = -1}, "[next] the temperature");
  refused(session, sample({1}, {-1}), {.temperature = std::nanf("")}, "[next] the temperature");
  refused(session, sample({1}, {-1}), {.top = -2}, "[next] `top`");
  CHECK(session.next(sample({1}, {-1})).position == 0);
  CHECK(session.step() == 0);
}

TEST_CASE("writing changes nothing that training depends on") {
  Session session({.task = "reverse",
                   .model = "encoder-decoder",
                   .optimizer = "adam",
                   .settings = {{"answer", "sequence"}, {"width", 8}}});
  const auto losses = [&] {
    std::vector<float> three(3);
    REQUIRE(session.train(three) == 3);
    return three;
  };
  const Snapshot start = session.snapshot();
  const auto before = losses();
  session.restore(start);
  const Next next = session.next(sample({1, 2, 3}, {-1, -1, -1}), {1, 0, 5});
  CHECK(next.label == std::string(1, static_cast<char>('a' + next.token)));
  CHECK(losses() == before);
}

TEST_CASE(
    "a task that takes no data refuses some, and one whose samples cannot be written says so") {
  CHECK_THROWS_WITH(Session({.task = "ring", .data = "1,2"}),
                    ContainsSubstring("[data] the task `ring`"));
  CHECK_THROWS_WITH(Session(Config{}).read("x"), ContainsSubstring("cannot be written"));
}
