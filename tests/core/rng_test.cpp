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

TEST_CASE("streams of one seed differ") {
  Rng one(1, 1), other(1, 2);
  int equal = 0;
  for (int i = 0; i < 1000; ++i) equal += one.next() == other.next();
  CHECK(equal < 3);
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
