#include <algorithm>
#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "rng.hpp"
#include "simd/map.hpp"
#include "simd/math.hpp"

using namespace softlook;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr float not_a_number = std::numeric_limits<float>::quiet_NaN();

std::uint32_t bits(float x) { return std::bit_cast<std::uint32_t>(x); }

}  // namespace

TEST_CASE("at_least and at_most bound a number and let a NaN through") {
  const simd::Batch one(1), two(2), bad(not_a_number);
  CHECK(simd::at_least(one, two).get(1) == 2);
  CHECK(simd::at_least(two, one).get(2) == 2);
  CHECK(simd::at_most(one, two).get(3) == 1);
  CHECK(simd::at_most(two, one).get(0) == 1);
  CHECK(std::isnan(simd::at_least(bad, one).get(0)));
  CHECK(std::isnan(simd::at_most(bad, one).get(0)));
  CHECK(simd::at_least(one, bad).get(0) == 1);
  CHECK(simd::at_most(one, bad).get(0) == 1);
}

TEST_CASE("division is correctly rounded in every lane, on every machine") {
  Rng rng(1, 1);
  for (std::size_t i = 0; i < 100'000; ++i) {
    const float x = rng.normal(), y = rng.normal();
    const float lane = simd::divide(simd::Batch(x), simd::Batch(y)).get(i % 4);
    REQUIRE(bits(lane) == bits(x / y));
  }
}

TEST_CASE("a tail gives the same bits as a lane") {
  for (std::size_t count : {1u, 2u, 3u, 5u, 7u, 33u}) {
    std::vector<float> x(count), whole(count), alone(1);
    for (std::size_t i = 0; i < count; ++i) x[i] = 0.37f * static_cast<float>(i) - 3;
    simd::map(x, whole, [](simd::Batch v) { return simd::exp(v); });
    for (std::size_t i = 0; i < count; ++i) {
      simd::map(std::span(x).subspan(i, 1), alone, [](simd::Batch v) { return simd::exp(v); });
      CHECK(bits(alone[0]) == bits(whole[i]));
    }
  }
}

TEST_CASE("a loop over part of a buffer leaves the rest alone") {
  std::vector<float> x(7, 2), y(12, -1);
  simd::map(x, std::span(y).first(7), [](simd::Batch v) { return v * v; });
  for (std::size_t i = 0; i < 12; ++i) CHECK(y[i] == (i < 7 ? 4 : -1));
}

TEST_CASE("zip takes two, three and four inputs, of any length") {
  for (std::size_t count = 0; count < 10; ++count) {
    std::vector<float> a(count), b(count, 2), c(count, 3), d(count, 4), two(count), three(count),
        four(count);
    std::iota(a.begin(), a.end(), 1.0f);
    using simd::Batch;
    simd::zip(a, b, two, [](Batch x, Batch y) { return x * y; });
    simd::zip(a, b, c, three, [](Batch x, Batch y, Batch z) { return x * y - z; });
    simd::zip(a, b, c, d, four, [](Batch w, Batch x, Batch y, Batch z) { return w * x - y * z; });
    for (std::size_t i = 0; i < count; ++i) {
      CHECK(two[i] == 2 * a[i]);
      CHECK(three[i] == 2 * a[i] - 3);
      CHECK(four[i] == 2 * a[i] - 12);
    }
  }
}

TEST_CASE("fill, add_to and axpy touch exactly the elements they are given") {
  for (std::size_t count = 0; count < 10; ++count) {
    std::vector<float> y(12, -1), x(count, 3);
    const std::span<float> part = std::span(y).first(count);
    simd::fill(part, 5);
    simd::add_to(part, x);
    simd::axpy(2, x, part);
    for (std::size_t i = 0; i < 12; ++i) CHECK(y[i] == (i < count ? 14 : -1));
  }
}

TEST_CASE("sum, dot and max agree with a plain loop at every length") {
  for (std::size_t count = 0; count < 40; ++count) {
    std::vector<float> x(count);
    for (std::size_t i = 0; i < count; ++i) x[i] = static_cast<float>((i * 7) % 11) - 20;
    CHECK(simd::sum(x) == std::accumulate(x.begin(), x.end(), 0.0f));
    CHECK(simd::dot(x, x) == std::inner_product(x.begin(), x.end(), x.begin(), 0.0f));
    const float largest = count ? *std::ranges::max_element(x) : -infinity;
    CHECK(simd::max(x) == largest);
  }
}

TEST_CASE("a sum's order is that of sixteen lanes, whatever its length") {
  Rng rng(1, 1);
  for (std::size_t count : {1u, 4u, 15u, 16u, 17u, 31u, 64u, 103u}) {
    std::vector<float> x(count);
    for (float& number : x) number = rng.normal();
    float lane[16] = {};
    for (std::size_t i = 0; i < count; ++i) lane[i % 16] += x[i];
    for (int step : {8, 4, 2, 1})
      for (int i = 0; i < step; ++i) lane[i] += lane[i + step];
    CHECK(bits(simd::sum(x)) == bits(lane[0]));
  }
}

TEST_CASE("max passes over a NaN at every place") {
  for (std::size_t bad = 0; bad < 23; ++bad) {
    std::vector<float> x(23, -2);
    x[bad] = not_a_number;
    CHECK(simd::max(x) == -2);
  }
}

TEST_CASE("all_below notices an infinity and a NaN at every place") {
  for (std::size_t count : {1u, 4u, 7u, 9u})
    for (std::size_t bad = 0; bad < count; ++bad) {
      std::vector<float> x(count, 1);
      CHECK(simd::all_below(x, 10));
      for (float value : {10.0f, -11.0f, infinity, -infinity, not_a_number}) {
        x[bad] = value;
        CHECK_FALSE(simd::all_below(x, 10));
      }
    }
}
