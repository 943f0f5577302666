#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>

#include "session.hpp"

using namespace softlook;
using Catch::Approx;
using Catch::Matchers::ContainsSubstring;

namespace {

const Config config{.task = "reverse",
                    .model = "transformer",
                    .attention = "causal",
                    .optimizer = "adam",
                    .settings = {{"heads", 2}, {"width", 6}, {"batch", 2}}};

std::vector<float> values(const Session& session, std::string_view name) {
  const auto all = session.tensor(name).tensor.all();
  return {all.begin(), all.end()};
}

std::vector<float> train(Session& session, std::size_t steps) {
  std::vector<float> losses(steps);
  losses.resize(session.train(losses));
  return losses;
}

const char* weights = "block0.attn.weights";

// One head of [1,H,T,T].
std::vector<float> head(const Session& session, int which) {
  const Tensor x = session.tensor(weights).tensor;
  const std::size_t count = x.count() / static_cast<std::size_t>(x.shape[1]);
  const float* first = x.values + count * static_cast<std::size_t>(which);
  return {first, first + count};
}

}  // namespace

TEST_CASE("a head that is pinned to zero, the other left as it is") {
  Session session(config);
  train(session, 20);
  const float before = session.observe(0);
  const auto other = head(session, 0);
  const float after = session.observe(0, {.pins = {{.name = weights, .head = 1}}});
  CHECK(after != before);
  CHECK(head(session, 0) == other);
  for (float weight : head(session, 1)) CHECK(weight == 0);
  CHECK(session.observe(0) == before);
}

TEST_CASE("a head that is pinned to uniform looks everywhere it may, alike") {
  Session session(config);
  session.observe(0, {.pins = {{.name = weights, .head = 0, .to = Pin::To::uniform}}});
  const int length = session.tensor(weights).tensor.shape[3];
  const auto pinned = head(session, 0);
  for (int i = 0; i < length; ++i)
    for (int j = 0; j < length; ++j)
      CHECK(pinned[static_cast<std::size_t>(i * length + j)] ==
            (j <= i ? 1.0f / static_cast<float>(i + 1) : 0.0f));
}

TEST_CASE("a head that is pinned to its mean has the mean over held-out samples") {
  Session session(config);
  train(session, 20);
  std::vector<double> mean;
  for (std::uint32_t i = 0; i < 32; ++i) {
    session.observe(i);
    const auto one = head(session, 1);
    mean.resize(one.size());
    for (std::size_t k = 0; k < one.size(); ++k) mean[k] += static_cast<double>(one[k]) / 32;
  }
  session.observe(7, {.pins = {{.name = weights, .head = 1, .to = Pin::To::mean}}});
  const auto pinned = head(session, 1);
  for (std::size_t k = 0; k < mean.size(); ++k)
    CHECK(static_cast<double>(pinned[k]) == Approx(mean[k]).margin(1e-7));
}

TEST_CASE("a tensor that is pinned to what it is anyway changes nothing") {
  Session session(config);
  train(session, 20);
  const float before = session.observe(3, {.gradients = true});
  std::vector<std::string> names;
  for (const std::string& name : session.tensor_names())
    if (!name.ends_with(".gradient") && name != "loss") names.push_back(name);
  const auto output = values(session, "output");
  for (const std::string& name : names) {
    CAPTURE(name);
    session.observe(3);
    bool parameter = false;
    for (const auto& one : session.parameters().list()) parameter |= one.name == name;
    if (parameter) continue;
    const Pin pin{.name = name, .to = Pin::To::given, .values = values(session, name)};
    CHECK(session.observe(3, {.pins = {pin}}) == before);
    CHECK(values(session, "output") == output);
  }
}

TEST_CASE("a tensor that is pinned decides what comes after it, and no gradient goes through it") {
  Session session(config);
  train(session, 20);
  session.observe(0);
  std::vector<float> given = values(session, "block0.output");
  for (float& number : given) number = -number;
  const Pin pin{.name = "block0.output", .to = Pin::To::given, .values = given};
  session.observe(0, {.gradients = true, .pins = {pin}});
  CHECK(values(session, "block0.output") == given);
  for (float slope : values(session, "block0.attn.q.weight.gradient")) CHECK(slope == 0);
  bool any = false;
  for (float slope : values(session, "block1.attn.q.weight.gradient")) any |= slope != 0;
  CHECK(any);
}

TEST_CASE("pins and gradients that are looked at leave the run alone") {
  Session session(config), alone(config);
  for (int round = 0; round < 5; ++round) {
    session.observe(1, {.gradients = true,
                        .pins = {{.name = weights, .to = Pin::To::mean},
                                 {.name = "embedded", .to = Pin::To::zero}}});
    CHECK(train(session, 2) == train(alone, 2));
  }
}

TEST_CASE("a pin that cannot be is refused in a sentence, and the next pass is free of it") {
  Session session(config);
  const float before = session.observe(0);
  const auto refused = [&](const Pin& pin, const char* sentence) {
    CAPTURE(sentence);
    CHECK_THROWS_WITH(session.observe(0, {.pins = {pin}}), ContainsSubstring(sentence));
    CHECK(session.observe(0) == before);
  };
  refused({.name = "nothing"}, "this pass has no tensor called `nothing`; there is `input`");
  refused({.name = weights, .head = 2}, "has heads 0 to 1, not 2");
  refused({.name = "embedded", .head = 0}, "has no heads; leave out the head");
  refused({.name = weights, .to = Pin::To::given, .values = {1, 2}}, "numbers, got 2");
  refused({.name = "nothing", .to = Pin::To::mean}, "no tensor called `nothing`");
}

TEST_CASE("a pass that a pin breaks off half-way leaves no names of tensors that are gone") {
  Session session(config);
  session.observe(0, {.gradients = true});
  const auto count = values(session, "target").size();
  const Pin pin{.name = "target", .to = Pin::To::given, .values = std::vector<float>(count, 0.5f)};
  CHECK_THROWS_WITH(session.observe(0, {.pins = {pin}}), ContainsSubstring("holds tokens"));
  CHECK_THROWS_WITH(session.tensor(weights), ContainsSubstring("can be read after observe()"));
  for (const std::string& name : session.tensor_names()) {
    CAPTURE(name);
    CHECK(session.tensor(name).name == name);
  }
}

TEST_CASE("a pin to what is not a number is refused") {
  Session session(config);
  session.observe(0);
  Pin pin{.name = "output", .to = Pin::To::given, .values = values(session, "output")};
  pin.values[1] = std::nanf("");
  CHECK_THROWS_WITH(session.observe(0, {.pins = {pin}}),
                    ContainsSubstring("`output` is to be replaced by numbers"));
}

TEST_CASE("the gradient of a named tensor is how the loss changes with it") {
  Session session(config);
  train(session, 20);
  for (const char* name : {"embedded", weights, "block1.attn.output", "block0.output", "output"}) {
    session.observe(5, {.gradients = true});
    const auto at = values(session, name);
    const auto slope = values(session, std::string(name) + ".gradient");
    // The number that matters most, a little to either side.
    std::size_t most = 0;
    for (std::size_t i = 0; i < slope.size(); ++i)
      if (std::fabs(slope[i]) > std::fabs(slope[most])) most = i;
    const auto loss = [&](float moved) {
      Pin pin{.name = name, .to = Pin::To::given, .values = at};
      pin.values[most] += moved;
      return static_cast<double>(session.observe(5, {.pins = {pin}}));
    };
    CAPTURE(name, most);
    const double measured = (loss(0.002f) - loss(-0.002f)) / 0.004;
    CHECK(measured == Approx(static_cast<double>(slope[most])).epsilon(0.01).margin(1e-4));
  }
}
