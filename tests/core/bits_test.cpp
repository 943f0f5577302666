#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <vector>

#include "session.hpp"
#include "simd/map.hpp"
#include "simd/math.hpp"

using namespace softlook;

// These tests run natively and as wasm, and every machine must give the one number that is written
// here. It changes only when the model, the task or the arithmetic is meant to; say so in CHANGELOG.md.

// FNV-1a over the bits (G. Fowler, L. C. Noll, K.-P. Vo).
static std::uint64_t digest(const std::vector<float>& numbers) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (float number : numbers)
    for (int shift = 0; shift < 32; shift += 8) {
      hash ^= std::bit_cast<std::uint32_t>(number) >> shift & 0xff;
      hash *= 0x100000001b3u;
    }
  return hash;
}

static std::uint64_t digest_of_run(const Config& config) {
  Session session(config);
  std::vector<float> losses(200);
  losses.resize(session.train(losses));
  return digest(losses);
}

TEST_CASE("200 steps of each kind of model give the same bits on every platform") {
  struct Run {
    Config config;
    std::uint64_t digest;
  };
  const Run runs[] = {
      {{.seed = 1}, 0x973191f353256971u},
      // Sizes that fill no batch.
      {{.seed = 2, .settings = {{"length", 7}, {"name-size", 5}}}, 0xb3ff3b9f1dc59bdfu},
      {{.task = "reverse",
        .model = "transformer",
        .attention = "multi-head",
        .optimizer = "adam",
        .settings = {{"heads", 2},
                     {"width", 22},
                     {"dropout", 0.1},
                     {"clip", 1},
                     {"schedule", "cosine"},
                     {"batch", 5}}},
       0xb7516b2715045c84u},
      {{.task = "reverse",
        .model = "encoder-decoder",
        .attention = "additive",
        .optimizer = "adamw",
        .settings = {{"answer", "sequence"}, {"width", 13}, {"directions", 2}, {"batch", 3}}},
       0x550bf7e1aef395d5u},
  };
  for (const auto& [config, expected] : runs) {
    CAPTURE(config.model);
    CHECK(digest_of_run(config) == expected);
  }
}

TEST_CASE("20 steps of a transformer give the same bits on every platform, with each attention") {
  std::vector<float> all;
  for (const AttentionKind& kind : attentions()) {
    Session session({.task = "reverse",
                     .model = "transformer",
                     .attention = std::string(kind.name),
                     .optimizer = "adam",
                     .settings = {{"width", 12}, {"batch", 3}}});
    std::vector<float> losses(20);
    losses.resize(session.train(losses));
    losses.push_back(session.observe(3));
    CHECK(losses.size() == 21);
    all.insert(all.end(), losses.begin(), losses.end());
  }
  CHECK(digest(all) == 0xe683bb282cfd5f32u);
}

TEST_CASE("every function of simd/math.hpp gives the same bits on every platform") {
  struct Row {
    const char* name;
    simd::Batch (*function)(const simd::Batch&);
    std::uint64_t expected;
  };
  const Row rows[] = {
      {"exp", simd::exp, 0xa3c75ac5fb64da5fu},   {"sigmoid", simd::sigmoid, 0xac7f9b0f054dc591u},
      {"tanh", simd::tanh, 0x2535d6dd07705774u}, {"erf", simd::erf, 0xbe6a1faaf63073fcu},
      {"sin", simd::sin, 0xcf1aa45ce4bfe03bu},   {"cos", simd::cos, 0x01d9b5fee2b4e6dau},
  };
  const Row rows_above_zero[] = {{"log", simd::log, 0xe0524802ec5a06e8u},
                                 {"sqrt", simd::sqrt, 0x10fed8f8b7697ae3u}};
  std::vector<float> x, y(20'000);
  const auto check = [&](const Row& row) {
    simd::map(x, y, row.function);
    CAPTURE(row.name);
    CHECK(digest(y) == row.expected);
  };
  for (int i = 0; i < 20'000; ++i) x.push_back(static_cast<float>(i - 10'000) * 0x1p-7f);
  for (const Row& row : rows) check(row);
  for (float& number : x) number = number * number + 1e-20f;
  for (const Row& row : rows_above_zero) check(row);
}
