#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "rng.hpp"

using softlook::Rng;

TEST_CASE("the stream is PCG32's own: its published first numbers for seed 42, stream 54") {
  Rng rng(42, 54);
  for (std::uint32_t expected :
       {0xa15c02b7u, 0x7b47f409u, 0xba1d3330u, 0x83d2f293u, 0xbfa4784bu, 0xcbed606eu})
    CHECK(rng.next() == expected);
}

TEST_CASE("neighbouring streams and neighbouring seeds are unrelated, at every lag") {
  const int count = 2000, lags = 200;
  const auto draw = [](Rng rng) {
    std::vector<double> numbers;
    for (int i = 0; i < count + lags; ++i)
      numbers.push_back(static_cast<double>(rng.uniform()) - 0.5);
    return numbers;
  };
  const auto one = draw(Rng::stream(1, 7));
  for (const Rng& neighbour : {Rng::stream(1, 8), Rng::stream(1, 7 + 140), Rng::stream(2, 7),
                               Rng::stream(7, 1), Rng::stream(1, 7 + (std::uint64_t{1} << 32)),
                               Rng::stream(1 + (std::uint64_t{1} << 32), 7)}) {
    const auto other = draw(neighbour);
    for (int lag = 0; lag < lags; ++lag) {
      double correlation = 0;
      for (int i = 0; i < count; ++i)
        correlation += 12 * one[static_cast<std::size_t>(i)] *
                       other[static_cast<std::size_t>(i + lag)] / count;
      REQUIRE(std::fabs(correlation) < 6 / std::sqrt(count));  // six standard deviations
    }
  }
}

TEST_CASE("the same number of many streams is spread evenly") {
  // Draw 34 of one held-out sample told something of draw 34 of another before streams were mixed.
  double sum = 0, product = 0;
  float before = 0;
  for (std::uint64_t number = 0; number < 20'000; ++number) {
    Rng rng = Rng::stream(5, number * 140);
    float x = 0;
    for (int i = 0; i < 34; ++i) x = rng.uniform() - 0.5f;
    sum += static_cast<double>(x) / 20'000;
    product += 12 * static_cast<double>(x) * static_cast<double>(before) / 20'000;
    before = x;
  }
  CHECK(std::fabs(sum) < 0.012);
  CHECK(std::fabs(product) < 0.042);
}

TEST_CASE("uniform numbers lie in [0, 1) and are spread evenly") {
  Rng rng(1, 1);
  std::vector<int> bins(10);
  for (int i = 0; i < 100'000; ++i) {
    const float x = rng.uniform();
    REQUIRE((x >= 0 && x < 1));
    ++bins[static_cast<std::size_t>(x * 10)];
  }
  for (int count : bins) CHECK(std::abs(count - 10'000) < 500);  // five standard deviations
}

TEST_CASE("below() reaches every number under its bound equally often") {
  Rng rng(3, 1);
  std::vector<int> bins(7);
  for (int i = 0; i < 70'000; ++i) ++bins[static_cast<std::size_t>(rng.below(7))];
  for (int count : bins) CHECK(std::abs(count - 10'000) < 500);
  CHECK(rng.below(1) == 0);

  // For a bound of ¾·2³¹ an unmended remainder would draw the lowest third twice as often.
  const int bound = 0x60000000;
  int low = 0;
  for (int i = 0; i < 30'000; ++i) low += rng.below(bound) < bound / 3;
  CHECK(std::abs(low - 10'000) < 500);
}

TEST_CASE("normal numbers have the moments of a normal distribution") {
  Rng rng(5, 1);
  const int count = 200'000;
  double moments[5] = {};
  for (int i = 0; i < count; ++i) {
    const double x = static_cast<double>(rng.normal());
    for (int p = 1; p <= 4; ++p) moments[p] += std::pow(x, p) / count;
  }
  CHECK(std::fabs(moments[1]) < 0.01);
  CHECK(std::fabs(moments[2] - 1) < 0.02);
  CHECK(std::fabs(moments[3]) < 0.05);
  CHECK(std::fabs(moments[4] - 3) < 0.1);
}
