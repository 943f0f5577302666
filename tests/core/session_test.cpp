#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <limits>

#include "schedule.hpp"
#include "session.hpp"

using namespace softlook;
using Catch::Matchers::ContainsSubstring;

namespace {

std::vector<float> train(Session& session, std::size_t steps) {
  std::vector<float> losses(steps);
  losses.resize(session.train(losses));
  return losses;
}

std::vector<float> values(const Session& session, std::string_view name) {
  const auto all = session.tensor(name).tensor.all();
  return {all.begin(), all.end()};
}

}  // namespace

TEST_CASE("the same seed gives the same losses, and another seed others") {
  Session one(Config{.seed = 3}), same(Config{.seed = 3}), other(Config{.seed = 4});
  const auto losses = train(one, 100);
  CHECK(losses == train(same, 100));
  CHECK(losses != train(other, 100));
  Session large(Config{.seed = 3 + (std::uint64_t{1} << 32)});
  CHECK(losses != train(large, 100));
}

TEST_CASE("steps may be taken one by one or many at once") {
  Session one(Config{}), other(Config{});
  std::vector<float> losses;
  for (int i = 0; i < 50; ++i) losses.push_back(train(one, 1)[0]);
  CHECK(losses == train(other, 50));
  CHECK(one.step() == 50);
}

TEST_CASE("looking does not disturb the run") {
  Session watched(Config{}), alone(Config{});
  std::vector<float> losses;
  for (std::uint32_t i = 0; i < 20; ++i) {
    losses.push_back(train(watched, 1)[0]);
    watched.observe(i);
    (void)watched.evaluate(3);
  }
  CHECK(losses == train(alone, 20));
  CHECK(values(watched, "W") == values(alone, "W"));
}

TEST_CASE("an example on show is the same sample however far the run has come") {
  Session session(Config{});
  session.observe(5);
  const auto before = values(session, "input");
  train(session, 10);
  session.observe(5);
  CHECK(values(session, "input") == before);
  session.observe(6);
  CHECK(values(session, "input") != before);
}

TEST_CASE("a score is the error of the observed examples, beside that of their mean") {
  Session session(Config{});
  train(session, 300);
  double error = 0;
  for (std::uint32_t i = 0; i < 50; ++i) error += static_cast<double>(session.observe(i)) / 50;
  const Score score = session.evaluate(50);
  CHECK(score.error == Catch::Approx(error).epsilon(1e-6));

  // With few samples their mean is not zero, and counts.
  std::vector<double> sum(16), square(16);
  double spread = 0;
  for (std::uint32_t i = 0; i < 3; ++i) {
    session.observe(i);
    const auto target = session.tensor("target").tensor.row(7);
    for (std::size_t c = 0; c < 16; ++c) {
      const double y = static_cast<double>(target[c]);
      sum[c] += y;
      square[c] += y * y;
    }
  }
  for (std::size_t c = 0; c < 16; ++c) spread += (square[c] - sum[c] * sum[c] / 3) / 48;
  CHECK(session.evaluate(3).baseline == Catch::Approx(spread).epsilon(1e-6));
  CHECK(session.evaluate(5000).baseline == Catch::Approx(0.36).epsilon(0.01));  // name-scale²
}

TEST_CASE("named tensors: what was observed with its labels, parameters and their gradients") {
  Session session(Config{});
  CHECK_THROWS_WITH(session.tensor("attention.weights"),
                    ContainsSubstring("there is no tensor called `attention.weights` now") &&
                        ContainsSubstring("more can be read after observe()"));
  session.observe(0);
  const Exposed weights = session.tensor("attention.weights");
  CHECK(weights.tensor.shape == Shape{1, 1, 8, 8});
  REQUIRE(weights.rows.size() == 8);
  CHECK(weights.rows[7] == "x8");
  CHECK(weights.columns[0] == "x1");
  for (const std::string& name : session.tensor_names()) CHECK(session.tensor(name).name == name);

  session.evaluate(2);
  CHECK_THROWS_WITH(session.tensor("attention.weights"), ContainsSubstring("[tensor]"));
  for (float slope : values(session, "V.gradient")) CHECK(std::isfinite(slope));
}

TEST_CASE("gradient descent moves each parameter by the learning rate times its gradient") {
  Session session(Config{});
  train(session, 10);
  const auto before = values(session, "U");
  train(session, 1);
  const auto after = values(session, "U"), gradient = values(session, "U.gradient");
  for (std::size_t i = 0; i < before.size(); ++i) CHECK(after[i] == before[i] - 0.1f * gradient[i]);
}

TEST_CASE("a config that makes no sense is refused in one sentence that names the setting") {
  const auto refusal = [](Config config) {
    try {
      Session session(config);
      return std::string("accepted");
    } catch (const Error& error) {
      return std::string(error.what());
    }
  };
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK_THAT(refusal({.task = "rnig"}),
             ContainsSubstring("[task] there is no task called `rnig`; there is `given`, `"));
  CHECK_THAT(refusal({.model = ""}),
             ContainsSubstring("[model] there is no model called ``; there is `"));
  CHECK_THAT(refusal({.attention = "x"}), ContainsSubstring("no attention called `x`"));
  CHECK_THAT(refusal({.optimizer = "x"}), ContainsSubstring("no optimizer called `x`"));
  CHECK_THAT(
      refusal({.settings = {{"lenght", 8}}}),
      ContainsSubstring("no setting called `lenght`; there is `batch`, `length`, `name-size`"));
  CHECK(refusal({.settings = {{"length", 1}}}) ==
        "[settings] `length` must be between 2 and 256, got 1");
  CHECK_THAT(refusal({.settings = {{"length", -1e300}}}), ContainsSubstring("got -1e+300"));
  CHECK_THAT(refusal({.settings = {{"length", 2.5}}}), ContainsSubstring("whole number, got 2.5"));
  CHECK_THAT(refusal({.settings = {{"name-scale", nan}}}), ContainsSubstring("got nan"));
  CHECK(refusal({}) == "accepted");
}

TEST_CASE("every setting works at both ends of its range, or is refused in a sentence") {
  // Each task with a model that takes it; each model, attention and optimizer is among them.
  std::vector<Config> configs{
      {},
      {.task = "reverse", .model = "transformer"},
      {.task = "reverse", .model = "encoder-decoder", .settings = {{"answer", "sequence"}}},
      {.task = "given", .model = "transformer"},
      {.task = "given",
       .model = "look-up",
       .settings = {{"input-tokens", 0}, {"target-tokens", 0}}}};
  for (const AttentionKind& kind : attentions())
    configs.push_back({.attention = std::string(kind.name)});
  for (const OptimizerKind& kind : optimizers())
    configs.push_back({.optimizer = std::string(kind.name)});

  int worked = 0;
  for (const Config& base : configs) {
    std::vector<Setting> declared;
    for (const auto& some : {find_task(base.task).settings, find_model(base.model).settings,
                             find_attention(base.attention).settings,
                             find_optimizer(base.optimizer).settings, schedule_settings()})
      declared.insert(declared.end(), some.begin(), some.end());
    for (const Setting& setting : declared) {
      std::vector<Settings::Value> ends{setting.minimum, setting.maximum};
      if (setting.kind == Setting::Kind::choice) {
        ends.clear();
        for (const std::string_view option : setting.options)
          ends.emplace_back(std::string(option));
      }
      for (const Settings::Value& end : ends) {
        Config config = base;
        config.settings.insert_or_assign("learning-rate", 0.001);
        config.settings.insert_or_assign(std::string(setting.name), end);
        CAPTURE(config.task, config.model, config.attention, setting.name);
        try {
          Session session(config);
          if (session.memory() > 4'000'000 || config.task == "given") continue;
          CHECK(train(session, 2).size() == 2);
          session.observe(0);
          ++worked;
        } catch (const Error& error) {
          CAPTURE(error.what());
          CHECK_THAT(error.what(), ContainsSubstring("[memory] this needs ") ||
                                       ContainsSubstring(std::string(setting.name)) ||
                                       ContainsSubstring("this task "));
        }
      }
    }
  }
  CHECK(worked > 200);
}

TEST_CASE("a live setting changes during a run, any other does not") {
  Session session(Config{});
  const auto before = values(session, "W");
  session.set("learning-rate", 0);
  train(session, 5);
  CHECK(values(session, "W") == before);
  session.set("learning-rate", 0.2);
  train(session, 5);
  CHECK(values(session, "W") != before);
  CHECK_THROWS_WITH(session.set("length", 9), ContainsSubstring("cannot change during a run"));
  CHECK_THROWS_WITH(session.set("learning-rate", -1),
                    ContainsSubstring("between 0 and 10, got -1"));
}

TEST_CASE("a run that diverges stops before the first bad step, and says what and what to do") {
  // The first blows up in the loss, the second in a gradient while the loss is still small enough.
  struct Case {
    std::uint64_t seed;
    Settings::Chosen settings;
    const char* what;
  };
  for (const Case& one :
       {Case{1, {{"learning-rate", 10}, {"name-scale", 2}}, "the loss was "},
        Case{132, {{"learning-rate", 2}, {"name-scale", 2}}, "the gradient of `keys` was "}}) {
    const Config config{.seed = one.seed, .settings = one.settings};
    Session session(config);
    std::vector<float> losses(1000, -1);
    const std::size_t steps = session.train(losses);
    REQUIRE((steps > 0 && steps < 1000));
    CHECK(session.step() == static_cast<std::int64_t>(steps));
    CHECK(std::all_of(losses.begin(), losses.begin() + static_cast<std::ptrdiff_t>(steps),
                      [](float loss) { return loss >= 0 && loss < 1e18f; }));

    // It is where a run is that was asked for just so many steps.
    Session same(config);
    CHECK(train(same, steps).size() == steps);
    for (const char* name : {"W", "U", "V"}) {
      CHECK(values(session, name) == values(same, name));
      for (float value : values(session, name)) REQUIRE(std::isfinite(value));
    }

    std::string message;
    for (int again = 0; again < 2; ++again) {
      try {
        (void)session.train(losses);
      } catch (const Error& error) {
        message = error.what();
      }
      CAPTURE(message);
      CHECK_THAT(message, ContainsSubstring("diverged after step " + std::to_string(steps) + ": "));
      CHECK_THAT(message, ContainsSubstring(one.what));
      CHECK_THAT(message, ContainsSubstring("smaller `learning-rate`"));
      const double worst = std::stod(message.substr(message.find(" was ") + 5));
      CHECK_FALSE(std::fabs(worst) < 1e18);
      CHECK(session.step() == static_cast<std::int64_t>(steps));
    }
    CHECK_NOTHROW(session.observe(0));
  }
}

TEST_CASE("what diverges before anything was learned is not blamed on the learning rate") {
  Session still(Config{.settings = {{"learning-rate", 0}}});
  (void)train(still, 3);
  still.set_parameter("V", std::vector<float>(still.tensor("V").tensor.count(), 1e17f));
  std::vector<float> losses(2);
  CHECK_THROWS_WITH(still.train(losses), ContainsSubstring("nothing has been learned yet"));
}

TEST_CASE("a parameter that is too large is named before what it made") {
  Session session(Config{});
  session.set_parameter("V", std::vector<float>(session.tensor("V").tensor.count(), 1e19f));
  std::vector<float> losses(1);
  CHECK_THROWS_WITH(session.train(losses), ContainsSubstring(": `V` was "));
}

TEST_CASE("the temperature of a run may change whatever it was planned with") {
  for (const AttentionKind& kind : attentions()) {
    INFO(kind.name);
    Session session(Config{.task = "numbers",
                           .model = "calculator",
                           .attention = std::string(kind.name),
                           .settings = {{"batch", 8}}});
    for (const double temperature : {1.0, 0.3, 7.0, 1.0}) {
      session.set("temperature", temperature);
      std::vector<float> losses(1);
      REQUIRE_NOTHROW(session.train(losses));
      REQUIRE_NOTHROW(session.observe(0, Look{.gradients = true}));
    }
  }
}

TEST_CASE("a model with a setting that the task has too does not fit it") {
  CHECK_THROWS_WITH(Session(Config{.task = "numbers", .model = "transformer"}),
                    ContainsSubstring("[model] `transformer` does not fit the task `numbers`"));
}

TEST_CASE("where there are no samples, asking for one leaves the last pass") {
  Session session(Config{.task = "given", .settings = {{"input-tokens", 0}, {"target-tokens", 0}}});
  const Given given{{{1, 2, 8}, std::vector<float>(16, 0.5f)}, {{1, 2, 8}, std::vector<float>(16)}};
  (void)session.observe(given);
  const auto names = session.tensor_names();
  CHECK_THROWS(session.observe(0));
  CHECK_THROWS(session.evaluate(4));
  std::vector<float> losses(1);
  CHECK_THROWS(session.train(losses));
  CHECK(session.tensor_names() == names);
}

TEST_CASE("held-out samples are not those that it trains on") {
  Session session(Config{.settings = {{"learning-rate", 0}}});
  // With parameters that do not move, the same sample would give the same loss.
  const auto trained = train(session, 300);
  for (std::uint32_t i = 0; i < 300; ++i)
    CHECK(std::ranges::find(trained, session.observe(i)) == trained.end());
}

TEST_CASE("a setting that two parts of a run declare is refused") {
  const Setting setting{"size", "", Setting::Kind::integer, 1, 2, 1};
  CHECK_THROWS_WITH(Settings({setting, setting}, {}),
                    ContainsSubstring("`size` is declared twice"));
}

TEST_CASE("a score of no samples or too many is refused") {
  Session session(Config{});
  CHECK_THROWS_WITH(session.evaluate(1), ContainsSubstring("between 2 and 100000, got 1"));
  CHECK_THROWS_WITH(session.evaluate(-5), ContainsSubstring("got -5"));
}
