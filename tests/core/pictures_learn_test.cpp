// What the models that look at a picture learn of a digit among fragments of others.

#include <catch2/catch_test_macros.hpp>
#include <vector>

#include "session.hpp"

using namespace softlook;

namespace {

Score trained(const char* model, const char* attention, Settings::Chosen settings, int steps,
              std::uint64_t seed) {
#ifndef NDEBUG
  SKIP("thousands of steps take minutes with sanitizers: the optimised builds run this");
#endif
  settings.merge(Settings::Chosen{{"size", 32},
                                  {"room", 1.6},
                                  {"clutter", 3},
                                  {"noise", 0.1},
                                  {"learning-rate", 0.005},
                                  {"schedule", "cosine"},
                                  {"warm-up", 50},
                                  {"decay-steps", steps - 50}});
  Session session({.task = "digits",
                   .model = model,
                   .attention = attention,
                   .optimizer = "adam",
                   .seed = seed,
                   .settings = settings});
  std::vector<float> losses(static_cast<std::size_t>(steps));
  REQUIRE(session.train(losses) == losses.size());
  return session.evaluate(500);
}

void check_image_attention(std::uint64_t seed) {
  const Score score = trained("image-attention", "additive", {}, 1500, seed);
  CAPTURE(seed, score.right, score.attended);
  CHECK(score.right >= 0.97);
  CHECK(score.attended > 0.5);
}

void check_patches(std::uint64_t seed) {
  const Score score = trained("patches", "multi-head", {}, 1500, seed);
  CAPTURE(seed, score.right, score.attended);
  CHECK(score.right >= 0.97);
  CHECK(score.attended > 0.5);
}

Score glimpses(const char* look, std::uint64_t seed) {
  return trained("glimpses", "dot", {{"look", look}, {"learning-rate", 0.003}}, 5000, seed);
}

void check_glimpses(std::uint64_t seed) {
  const Score learned = glimpses("learned", seed), random = glimpses("random", seed);
  CAPTURE(seed, learned.right, learned.attended, random.right);
  CHECK(learned.right >= 0.9);
  CHECK(learned.attended > 0.5);
  CHECK(learned.right > random.right + 0.1);
}

}  // namespace

TEST_CASE("image-attention finds a digit among fragments, and its look is on the digit") {
  check_image_attention(1);
}

TEST_CASE(
    "the mean of all places does not tell which strokes belong together as soon as a look does",
    "[.long]") {
  const Score mean = trained("image-attention", "additive", {{"context", "mean"}}, 400, 1);
  const Score look = trained("image-attention", "additive", {}, 400, 1);
  CHECK(look.right > mean.right + 0.2);
}

TEST_CASE("a soft look finds the digit from any seed", "[.long]") {
  for (std::uint64_t seed : {2u, 3u, 4u, 5u}) check_image_attention(seed);
}

TEST_CASE("patches find a digit among fragments, and the first look of the class is on the digit",
          "[.long]") {
  for (std::uint64_t seed : {1u, 2u, 3u, 4u, 5u}) check_patches(seed);
}

TEST_CASE("glimpses that learned where to look beat random ones", "[.long]") {
  for (std::uint64_t seed : {1u, 2u, 3u, 4u, 5u}) check_glimpses(seed);
}
