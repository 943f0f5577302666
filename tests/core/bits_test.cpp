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

TEST_CASE("200 steps give the same bits on every platform") {
  CHECK(digest_of_run({.seed = 1}) == 0x52d5ac9133e93bc4u);
}

TEST_CASE("200 steps with sizes that fill no batch give the same bits on every platform") {
  CHECK(digest_of_run({.seed = 2, .settings = {{"length", 7}, {"name-size", 5}}}) ==
        0xd3df3a5497723ae4u);
}

TEST_CASE("exp and log give the same bits on every platform") {
  std::vector<float> x, y(20'000);
  for (int i = 0; i < 20'000; ++i) x.push_back(static_cast<float>(i - 10'000) * 0x1p-7f);
  simd::map(x, y, [](simd::Batch v) { return simd::exp(v); });
  CHECK(digest(y) == 0xcef795684089da26u);
  for (float& number : x) number = number * number + 1e-20f;
  simd::map(x, y, [](simd::Batch v) { return simd::log(v); });
  CHECK(digest(y) == 0xe0524802ec5a06e8u);
}
