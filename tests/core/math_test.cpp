#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "simd/math.hpp"

using namespace softlook;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr float not_a_number = std::numeric_limits<float>::quiet_NaN();

std::uint32_t bits(float x) { return std::bit_cast<std::uint32_t>(x); }

// How far `got` is from the true value, in units of the last place of a float.
double ulps(float got, double truth) {
  const float near = static_cast<float>(truth);
  const double unit = static_cast<double>(std::nextafter(std::fabs(near), infinity)) -
                      static_cast<double>(std::fabs(near));
  return std::fabs(static_cast<double>(got) - truth) / unit;
}

}  // namespace

TEST_CASE("exp is within two units of the last place from -86.98 to 88.72") {
  double worst = 0;
  for (float x = -86.98f; x < 88.72f; x += 0.00137f)
    worst = std::max(worst, ulps(simd::exp(x), std::exp(static_cast<double>(x))));
  CAPTURE(worst);
  CHECK(worst < 2);
}

TEST_CASE("exp at its ends: zero, infinity, one, NaN") {
  CHECK(simd::exp(0.0f) == 1);
  CHECK(simd::exp(-0.0f) == 1);
  CHECK(simd::exp(-86.98f) > 0);
  CHECK(simd::exp(-87.0f) == 0);
  CHECK(simd::exp(-100.0f) == 0);
  CHECK(simd::exp(-1e30f) == 0);
  CHECK(simd::exp(-infinity) == 0);
  CHECK(simd::exp(88.7228f) < infinity);
  CHECK(simd::exp(88.7229f) == infinity);
  CHECK(simd::exp(1e30f) == infinity);
  CHECK(simd::exp(infinity) == infinity);
  CHECK(std::isnan(simd::exp(not_a_number)));
}

TEST_CASE("exp_nonpositive has the bits of exp") {
  for (float x = -90; x <= 0; x += 0.00137f)
    REQUIRE(bits(simd::exp_nonpositive(x)) == bits(simd::exp(x)));
  CHECK(simd::exp_nonpositive(0.0f) == 1);
  CHECK(simd::exp_nonpositive(-infinity) == 0);
  CHECK(std::isnan(simd::exp_nonpositive(not_a_number)));
}

TEST_CASE("log is within two units of the last place over the range of floats") {
  double worst = 0;
  for (float x = 1.2e-38f; x < 3e38f; x *= 1.00093f)
    worst = std::max(worst, ulps(simd::log(x), std::log(static_cast<double>(x))));
  CAPTURE(worst);
  CHECK(worst < 2);
  CHECK(simd::log(1.0f) == 0);
}

TEST_CASE("sigmoid, tanh and erf are within four units of the last place, and saturate") {
  struct Row {
    const char* name;
    float (*ours)(float);
    double (*truth)(double);
    float low;  // what it saturates to on the left
  };
  const Row rows[] = {
      {"sigmoid", simd::sigmoid, [](double x) { return 1 / (1 + std::exp(-x)); }, 0},
      {"tanh", simd::tanh, [](double x) { return std::tanh(x); }, -1},
      {"erf", simd::erf, [](double x) { return std::erf(x); }, -1},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    double worst = 0;
    for (float x = -86; x < 86; x += 0.00137f)
      worst = std::max(worst, ulps(row.ours(x), row.truth(static_cast<double>(x))));
    for (float x = 1e-30f; x < 10; x *= 1.0013f)
      for (float signed_x : {x, -x})
        worst = std::max(worst, ulps(row.ours(signed_x), row.truth(static_cast<double>(signed_x))));
    CAPTURE(worst);
    CHECK(worst < 4);
    for (float x : {100.0f, 1e30f, infinity}) {
      CHECK(row.ours(x) == 1);
      CHECK(row.ours(-x) == row.low);
    }
    CHECK(row.ours(0) == (row.low == 0 ? 0.5f : 0.0f));
    CHECK(std::isnan(row.ours(not_a_number)));
  }
}

TEST_CASE("sin and cos are within 2e-7 for arguments up to 12000, and NaN far beyond") {
  double worst = 0;
  const auto compare = [&](float x) {
    const double exact = static_cast<double>(x);
    worst = std::max(worst, std::fabs(static_cast<double>(simd::sin(x)) - std::sin(exact)));
    worst = std::max(worst, std::fabs(static_cast<double>(simd::cos(x)) - std::cos(exact)));
  };
  for (float x = -12'000; x < 12'000; x += 0.0371f) compare(x);
  for (float x = -7; x < 7; x += 0.00013f) compare(x);
  CAPTURE(worst);
  CHECK(worst < 2e-7);
  for (float x : {1.0f, 1e-3f, 1e-20f}) {
    CHECK(ulps(simd::sin(x), std::sin(static_cast<double>(x))) < 2);
    CHECK(simd::sin(-x) == -simd::sin(x));
  }
  CHECK(simd::sin(0.0f) == 0);
  CHECK(simd::cos(0.0f) == 1);
  for (float x : {13'000.0f, -1e9f, 1e30f, infinity, -infinity, not_a_number}) {
    CHECK(std::isnan(simd::sin(x)));
    CHECK(std::isnan(simd::cos(x)));
  }
}

TEST_CASE("the root is correctly rounded") {
  for (float x = 1e-30f; x < 1e30f; x *= 1.013f) REQUIRE(simd::sqrt(x) == std::sqrt(x));
}
