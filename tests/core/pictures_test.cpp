// The models that look at a picture: what they compute, and what they refuse.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>

#include "model_case.hpp"
#include "pictures_reference.hpp"

using namespace softlook;
using Catch::Matchers::ContainsSubstring;

namespace {

// Of `size` × `size` pixels, with one of three answers.
Form picture(int size) {
  return {.input = {.length = size, .width = size, .image = true},
          .target = {.length = 1, .vocabulary = 3},
          .separate = true};
}

Input answers() { return constant({2, 1}, {2, 0}); }

Config digits(const char* model, Settings::Chosen settings, std::uint64_t seed = 1) {
  settings.merge(Settings::Chosen{{"size", 16}, {"room", 1}, {"batch", 3}});
  return {
      .task = "digits", .model = model, .optimizer = "adam", .seed = seed, .settings = settings};
}

}  // namespace

TEST_CASE("image-attention has the outputs and the gradients of its textbook definition") {
  for (bool looks : {true, false}) {
    const ModelCase one{"image-attention",
                        {{"width", 3}, {"channels", 2}, {"context", looks ? "attention" : "mean"}},
                        picture(9)};
    check_layer({"image-attention",
                 {{2, 9, 9}, answers()},
                 build_model(one),
                 [looks](const Arrays& x, const Values& p) {
                   return reference::image_attention(p, x[0], looks);
                 }});
  }
}

TEST_CASE("patches has the outputs and the gradients of its textbook definition") {
  for (bool stem : {true, false}) {
    const ModelCase one{"patches",
                        {{"width", 4},
                         {"channels", 2},
                         {"patch", stem ? 4 : 2},
                         {"layers", stem ? 1 : 2},
                         {"ffn", 2},
                         {"heads", 2},
                         {"stem", stem ? "convolution" : "none"}},
                        picture(stem ? 8 : 4),
                        "multi-head"};
    const int size = stem ? 8 : 4;
    check_layer({"patches",
                 {{2, size, size}, answers()},
                 build_model(one),
                 [stem](const Arrays& x, const Values& p) {
                   return reference::patches(p,
                                             {.patch = stem ? 4 : 2,
                                              .layers = stem ? 1 : 2,
                                              .stem = stem,
                                              .block = {.self = {.heads = 2, .scaled = true}}},
                                             x[0]);
                 }});
  }
}

TEST_CASE("glimpses of one place have the outputs and the gradients of their textbook definition") {
  for (int scales : {1, 2}) {
    const ModelCase one{"glimpses",
                        {{"width", 3},
                         {"glimpses", 2},
                         {"retina", 4},
                         {"scales", scales},
                         {"cell", 3},
                         {"look", "centre"}},
                        picture(9)};
    check_layer({"glimpses",
                 {{2, 9, 9}, answers()},
                 build_model(one),
                 [scales](const Arrays& x, const Values& p) {
                   return reference::glimpses(p, {3, 2, 4, scales, 4, 4, 4}, x[0]);
                 }});
  }
}

TEST_CASE("the loss of a picture is the cross-entropy of its answer, and nothing else is counted") {
  for (const char* model : {"image-attention", "patches", "glimpses"}) {
    Session session(digits(model, {}));
    std::vector<float> losses(1);
    REQUIRE(session.train(losses) == 1);
    const Tensor output = session.tensor("output").tensor, target = session.tensor("target").tensor;
    double expected = 0;
    for (int b = 0; b < 3; ++b) {
      double sum = 0;
      for (float x : output.row(b)) sum += std::exp(static_cast<double>(x));
      const auto right = static_cast<std::size_t>(target.row(b)[0]);
      expected += (std::log(sum) - static_cast<double>(output.row(b)[right])) / 3;
    }
    CAPTURE(model);
    CHECK(std::fabs(static_cast<double>(losses[0]) - expected) < 1e-5);
  }
}

TEST_CASE("where glimpses look is learned by REINFORCE, with a baseline and with curiosity") {
  constexpr int samples = 3, looks = 2, places = 16;
  constexpr double explore = 0.25, start = 0.375;
  Session session(digits("glimpses", {{"glimpses", looks}, {"explore", explore}}));
  session.set_parameter("baseline.weight", std::vector<float>(64, 0.0f));
  int rewarded = 0;
  for (int step = 0; step < 10; ++step) {
    session.set_parameter("baseline.weight", std::vector<float>(64, 0.0f));
    session.set_parameter("baseline.bias", std::vector<float>(1, static_cast<float>(start)));
    std::vector<float> losses(1);
    REQUIRE(session.train(losses) == 1);
    const Tensor scores = session.tensor("look.scores").tensor;    // [B,1,T,P]
    const Tensor weights = session.tensor("look.weights").tensor;  // [B,1,T,P]
    const Tensor reward = session.tensor("reward").tensor;
    REQUIRE(scores.shape == Shape{samples, 1, looks, places});
    std::vector<double> expected(places);
    double of_baseline = 0;
    for (int b = 0; b < samples; ++b) {
      const auto said = session.tensor("output").tensor.row(b);
      const auto most = std::ranges::max_element(said) - said.begin();
      const bool right = static_cast<float>(most) == session.tensor("target").tensor.row(b)[0];
      CHECK(reward.values[b] == (right ? 1.0f : 0.0f));
      rewarded += right;
      for (int t = 0; t < looks; ++t) {
        const auto s = scores.row(b * looks + t), chosen = weights.row(b * looks + t);
        CHECK(std::ranges::count(chosen, 1.0f) == 1);
        CHECK(std::ranges::count(chosen, 0.0f) == places - 1);
        double sum = 0, entropy = 0;
        for (float x : s) sum += std::exp(static_cast<double>(x));
        const auto p = [&](std::size_t j) { return std::exp(static_cast<double>(s[j])) / sum; };
        for (std::size_t j = 0; j < places; ++j) entropy -= p(j) * std::log(p(j));
        const double miss = start - static_cast<double>(reward.values[b]);
        for (std::size_t j = 0; j < places; ++j)
          expected[j] += (miss * (static_cast<double>(chosen[j]) - p(j)) +
                          explore * p(j) * (std::log(p(j)) + entropy)) /
                         samples;
        of_baseline += miss / samples;
      }
    }
    const Tensor slopes = session.tensor("top.bias.gradient").tensor;
    for (std::size_t j = 0; j < places; ++j)
      CHECK(std::fabs(static_cast<double>(slopes.values[j]) - expected[j]) < 1e-5);
    const auto slope =
        static_cast<double>(session.tensor("baseline.bias.gradient").tensor.values[0]);
    CHECK(std::fabs(slope - of_baseline) < 1e-5);
  }
  CHECK(rewarded > 0);
  CHECK(rewarded < 10 * samples);
}

TEST_CASE(
    "glimpses that do not train look at the most probable place, and random ones always alike") {
  Session learned(digits("glimpses", {}));
  for (std::uint32_t example = 0; example < 5; ++example) {
    learned.observe(example);
    const Tensor scores = learned.tensor("look.scores").tensor;
    const Tensor weights = learned.tensor("look.weights").tensor;
    for (int t = 0; t < 4; ++t) {
      const auto best = std::ranges::max_element(scores.row(t)) - scores.row(t).begin();
      CHECK(weights.row(t)[static_cast<std::size_t>(best)] == 1);
    }
  }
  Session random(digits("glimpses", {{"look", "random"}}));
  const auto walk = [&](std::uint32_t example) {
    random.observe(example);
    const auto all = random.tensor("look.weights").tensor.all();
    return std::vector<float>(all.begin(), all.end());
  };
  const auto first = walk(0);
  CHECK(first != walk(1));
  CHECK(first == walk(0));
}

TEST_CASE("a place is right if it touches a pixel to look at") {
  const auto observed = [](const char* model) {
    Session session(digits(model, {}));
    session.observe(3);
    const auto all = session.tensor("alignment").tensor.row(0);
    return std::vector<float>(all.begin(), all.end());
  };
  // A cell of a single pixel is the task's own alignment.
  Session fine(digits("glimpses", {{"cell", 1}}));
  fine.observe(3);
  const Tensor pixels = fine.tensor("alignment").tensor;  // [B,T,256]
  std::vector<float> touched(16);
  for (std::size_t at = 0; at < 256; ++at)
    if (pixels.row(0)[at] == 1) touched[at / 16 / 4 * 4 + at % 16 / 4] = 1;
  CHECK(std::ranges::count(touched, 1.0f) > 1);
  for (const char* model : {"image-attention", "patches", "glimpses"})
    CHECK(observed(model) == touched);
}

TEST_CASE("a glimpse of no place is no picture, and one far outside is empty") {
  Arena arena("test", 1 << 12);
  Tape tape(arena, Tape::Mode::forward);
  const Tensor image = tape.constant("image", {3, 2, 2}), place = tape.constant("place", {3, 2});
  std::ranges::fill(image.all(), 1.0f);
  const float nan = std::nanf("");
  std::ranges::copy(std::vector<float>{nan, 0, 1e30f, 1, 1, 1}, place.all().begin());
  const Tensor seen = glimpse(tape, image, place, 2, 1);
  for (float x : seen.row(0)) CHECK(std::isnan(x));
  for (float x : seen.row(1)) CHECK(x == 0);
  for (float x : seen.row(2)) CHECK(x == 1);
}

TEST_CASE("models of pictures refuse what is none, and what does not fit") {
  const auto refused = [](const char* model, const char* task, Settings::Chosen settings,
                          const char* sentence) {
    CHECK_THROWS_WITH(Session({.task = task, .model = model, .settings = settings}),
                      ContainsSubstring(sentence));
  };
  for (const char* model : {"image-attention", "patches", "glimpses"}) {
    refused(model, "reverse", {}, "looks at an image and says one token of it");
    refused(model, "ring", {}, "looks at an image and says one token of it");
  }
  refused("patches", "digits", {{"size", 18}}, "[settings] `patch` must divide the image: 4 does");
  refused("patches", "digits", {{"size", 15}, {"patch", 5}}, "[settings] `patch` must be even");
  refused("glimpses", "digits", {{"size", 18}}, "[settings] `cell` must divide the image: 4 does");
}
