#include <algorithm>
#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "rng.hpp"
#include "simd/gemm.hpp"
#include "simd/map.hpp"
#include "simd/math.hpp"

using namespace softlook;

namespace {

// How far `got` is from the true value, in units of the last place of a float.
double ulps(float got, double truth) {
  const float near = static_cast<float>(truth);
  const double unit = static_cast<double>(std::nextafter(std::fabs(near), INFINITY)) -
                      static_cast<double>(std::fabs(near));
  return std::fabs(static_cast<double>(got) - truth) / unit;
}

}  // namespace

TEST_CASE("exp is within two units of the last place from -86.5 to 88.7") {
  double worst = 0;
  for (float x = -86.49f; x < 88.7f; x += 0.00137f)
    worst = std::max(worst, ulps(simd::exp(x), std::exp(static_cast<double>(x))));
  CAPTURE(worst);
  CHECK(worst < 2);
}

TEST_CASE("exp at its ends: zero, infinity, one, NaN") {
  const float infinity = std::numeric_limits<float>::infinity();
  CHECK(simd::exp(0.0f) == 1);
  CHECK(simd::exp(-0.0f) == 1);
  CHECK(simd::exp(-86.49f) > 0);
  CHECK(simd::exp(-86.51f) == 0);
  CHECK(simd::exp(-100.0f) == 0);
  CHECK(simd::exp(-infinity) == 0);
  CHECK(simd::exp(89.0f) == infinity);
  CHECK(simd::exp(infinity) == infinity);
  CHECK(std::isnan(simd::exp(std::nanf(""))));
}

TEST_CASE("log is within two units of the last place over the range of floats") {
  double worst = 0;
  for (float x = 1.2e-38f; x < 3e38f; x *= 1.00093f)
    worst = std::max(worst, ulps(simd::log(x), std::log(static_cast<double>(x))));
  CAPTURE(worst);
  CHECK(worst < 2);
  CHECK(simd::log(1.0f) == 0);
}

TEST_CASE("division is correctly rounded in every lane, on every machine") {
  Rng rng(1, 1);
  for (std::size_t i = 0; i < 100'000; ++i) {
    const float x = rng.normal(), y = rng.normal();
    const float lane = simd::divide(simd::Batch(x), simd::Batch(y)).get(i % 4);
    REQUIRE(std::bit_cast<std::uint32_t>(lane) == std::bit_cast<std::uint32_t>(x / y));
  }
}

TEST_CASE("a tail gives the same bits as a lane") {
  for (std::size_t count : {1u, 2u, 3u, 5u, 7u, 33u}) {
    std::vector<float> x(count), whole(count), alone(1);
    for (std::size_t i = 0; i < count; ++i) x[i] = 0.37f * static_cast<float>(i) - 3;
    simd::map(x, whole, [](simd::Batch v) { return simd::exp(v); });
    for (std::size_t i = 0; i < count; ++i) {
      simd::map(std::span(x).subspan(i, 1), alone, [](simd::Batch v) { return simd::exp(v); });
      CHECK(std::bit_cast<std::uint32_t>(alone[0]) == std::bit_cast<std::uint32_t>(whole[i]));
    }
  }
}

TEST_CASE("a loop over part of a buffer leaves the rest alone") {
  std::vector<float> x(7, 2), y(12, -1);
  simd::map(x, std::span(y).first(7), [](simd::Batch v) { return v * v; });
  for (std::size_t i = 0; i < 12; ++i) CHECK(y[i] == (i < 7 ? 4 : -1));
}

TEST_CASE("sum, dot and max agree with a plain loop at every length") {
  for (std::size_t count = 0; count < 40; ++count) {
    std::vector<float> x(count);
    for (std::size_t i = 0; i < count; ++i) x[i] = static_cast<float>((i * 7) % 11) - 20;
    CHECK(simd::sum(x) == std::accumulate(x.begin(), x.end(), 0.0f));
    CHECK(simd::dot(x, x) == std::inner_product(x.begin(), x.end(), x.begin(), 0.0f));
    const float largest = count ? *std::ranges::max_element(x) : -INFINITY;
    CHECK(simd::max(x) == largest);
  }
}

TEST_CASE("all_below notices an infinity and a NaN at every place") {
  for (std::size_t count : {1u, 4u, 7u, 9u})
    for (std::size_t bad = 0; bad < count; ++bad) {
      std::vector<float> x(count, 1);
      CHECK(simd::all_below(x, 10));
      for (float value : {10.0f, -11.0f, INFINITY, -INFINITY, std::nanf("")}) {
        x[bad] = value;
        CHECK_FALSE(simd::all_below(x, 10));
      }
    }
}

TEST_CASE("gemm adds the product for every size, stride and transpose, and writes nothing else") {
  // Small whole numbers: the result is exact whatever the order.
  const auto number = [](int i) { return static_cast<float>((i * 37) % 19 - 9); };
  for (int m : {1, 2, 3, 4, 7})
    for (int n : {1, 3, 4, 5, 12, 13, 25})
      for (int k : {1, 2, 9, 300})
        for (bool transpose_a : {false, true})
          for (bool transpose_b : {false, true}) {
            std::vector<float> a(static_cast<std::size_t>(m * k)),
                b(static_cast<std::size_t>(k * n));
            for (int i = 0; i < m * k; ++i) a[static_cast<std::size_t>(i)] = number(i);
            for (int i = 0; i < k * n; ++i) b[static_cast<std::size_t>(i)] = number(i + 5);
            const simd::Matrix left =
                transpose_a ? simd::Matrix{a.data(), 1, m} : simd::Matrix{a.data(), k, 1};
            const simd::Matrix right =
                transpose_b ? simd::Matrix{b.data(), 1, k} : simd::Matrix{b.data(), n, 1};
            std::vector<float> c(static_cast<std::size_t>(m * n) + 4, 2);
            simd::gemm(m, n, k, left, right, c.data(), n, simd::Into::add);
            bool right_everywhere = true;
            for (int i = 0; i < m; ++i)
              for (int j = 0; j < n; ++j) {
                float expected = 2;
                for (int p = 0; p < k; ++p) expected += left.at(i, p) * right.at(p, j);
                right_everywhere &= c[static_cast<std::size_t>(i * n + j)] == expected;
              }
            for (std::size_t i = static_cast<std::size_t>(m * n); i < c.size(); ++i)
              right_everywhere &= c[i] == 2;
            CAPTURE(m, n, k, transpose_a, transpose_b);
            CHECK(right_everywhere);
          }
}
