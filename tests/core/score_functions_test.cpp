// The score functions side by side: what scaling is for, and who can look up what.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "session.hpp"

using namespace softlook;

namespace {

struct Saturation {
  double entropy;   // of a row of weights, in bits
  double gradient;  // that reaches the scores of the middle row
};

// Random queries ask eight random keys, all numbers of deviation 1.
Saturation saturation(const char* attention, int width) {
  constexpr int questions = 64;
  Session session({.task = "given",
                   .model = "look-up",
                   .attention = attention,
                   .settings = {{"input-tokens", 0},
                                {"input-width", width},
                                {"target-tokens", 0},
                                {"target-width", 8},
                                {"length", questions},
                                {"slots", 8}}});
  Rng rng(7, static_cast<std::uint64_t>(width));
  const auto draw = [&](int count) {
    std::vector<float> numbers(static_cast<std::size_t>(count));
    for (float& number : numbers) number = rng.normal();
    return numbers;
  };
  session.set_parameter("keys", draw(8 * width));
  session.set_parameter("values", draw(8 * 8));
  session.observe(Given{{{1, questions, width}, draw(questions * width)},
                        {{1, questions, 8}, draw(questions * 8)}},
                  {.gradients = true});

  const Tensor weights = session.tensor("attention.weights").tensor;
  const Tensor slope = session.tensor("attention.scores.gradient").tensor;
  double entropy = 0;
  std::vector<double> sizes;
  for (int q = 0; q < questions; ++q) {
    for (float weight : weights.row(q))
      if (weight > 0)
        entropy -= static_cast<double>(weight) * std::log2(static_cast<double>(weight));
    double square = 0;
    for (float x : slope.row(q)) square += static_cast<double>(x) * static_cast<double>(x);
    sizes.push_back(std::sqrt(square));
  }
  std::ranges::nth_element(sizes, sizes.begin() + questions / 2);
  return {entropy / questions, sizes[questions / 2]};
}

}  // namespace

TEST_CASE("unscaled products saturate the softmax as vectors grow; scaled ones do not") {
  const Saturation small = saturation("dot", 4), large = saturation("dot", 1024);
  CAPTURE(small.entropy, small.gradient, large.entropy, large.gradient);
  CHECK(small.entropy > 1.2);
  CHECK(large.entropy < 0.2);
  CHECK(large.gradient < small.gradient / 100);
  for (int width : {4, 16, 64, 256, 1024}) {
    const Saturation scaled = saturation("scaled-dot", width);
    CAPTURE(width, scaled.entropy, scaled.gradient);
    CHECK(scaled.entropy > 2);
    CHECK(scaled.gradient > small.gradient / 3);
  }
}

namespace {

// The lesson's run: the ring, with vectors of 32 numbers.
Score side_by_side(std::string_view attention, std::uint64_t seed, double start_scale = 1) {
  Session session({.task = "ring",
                   .model = "next-vector",
                   .attention = std::string(attention),
                   .optimizer = "adam",
                   .seed = seed,
                   .settings = {{"name-size", 16},
                                {"batch", 16},
                                {"learning-rate", 0.003},
                                {"start-scale", start_scale}}});
  std::vector<float> losses(1000);
  REQUIRE(session.train(losses) == losses.size());
  return session.evaluate(200);
}

}  // namespace

TEST_CASE("on one task, those that compare contents learn to look up by content") {
#ifndef NDEBUG
  SKIP("thousands of steps take minutes with sanitizers: the optimised builds run this");
#endif
  constexpr std::uint64_t seeds[] = {1, 2, 3, 4, 5};
  for (std::uint64_t seed : seeds) {
    for (const char* attention :
         {"dot", "scaled-dot", "general", "cosine", "two-sided", "tanh-score", "multi-query",
          "grouped-query", "causal", "linear", "hard", "sparsemax", "entmax", "sink", "sigmoid"}) {
      const Score score = side_by_side(attention, seed);
      CAPTURE(attention, seed, score.aligned);
      CHECK(score.aligned >= 0.9);
    }
    // A head brings but a part of each vector. If it happens to begin with a look at itself, whose second
    // half is the first half of the answer, that is a trap; from a small start no head begins so.
    const Score score = side_by_side("multi-head", seed, 0.1);
    CAPTURE(seed, score.aligned);
    CHECK(score.aligned >= 0.9);
  }
  // A gate does not hear the question; a place says nothing here; of a window most is hidden; and a
  // sum of bumps is no product: with as many as the vector has numbers it cannot compare two.
  for (std::uint64_t seed : seeds) {
    for (const char* attention : {"gated-heads", "location", "additive"}) {
      const Score score = side_by_side(attention, seed);
      CAPTURE(attention, seed, score.aligned, score.attended);
      CHECK(score.aligned < 0.3);
      CHECK(score.error > 0.7 * score.baseline);
    }
    CHECK(side_by_side("local-window", seed).attended < 0.7);
  }
}
