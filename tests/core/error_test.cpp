#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <string>

#include "rng.hpp"
#include "tensor.hpp"

using namespace softlook;

TEST_CASE("a sentence is made of words, numbers and shapes") {
  const std::string name = "block0";
  CHECK(filled("words", {}) == "words");
  CHECK(filled("`%`", {name}) == "`" + name + "`");
  CHECK(filled("of %", {"100 % or %"}) == "of 100 % or %");
  CHECK(filled("%%", {std::string_view(name).substr(0, 5), 7}) == "block7");
  CHECK(filled("% % % %", {0.1, 0.5f, 8.0, 1e-5}) == "0.1 0.5 8 1e-05");
  CHECK(filled("% and %", {Shape{2, 3}, Shape{4}}) == "[2,3] and [4]");
}

TEST_CASE("whatever a sentence tells of can be shown: nothing is hidden in it, and it ends") {
  const auto said = [](std::string_view piece) {
    try {
      fail("[part] `%` is wrong", {piece});
    } catch (const Error& error) {
      return std::string(error.what());
    }
  };
  using namespace std::string_view_literals;
  CHECK(said("a\0b\n"sv) == "[part] `a\\u0000b\\u000a` is wrong");
  CHECK(said("\xff") == "[part] `\\xff` is wrong");
  const std::string cut = said(std::string(100'000, 'a'));
  CHECK(cut.starts_with("[part] `aaa"));
  CHECK(cut.size() < 2100);
}

TEST_CASE("whole numbers of either kind are written to their last digit") {
  const auto most = std::numeric_limits<std::uint64_t>::max();
  const auto least = std::numeric_limits<std::int64_t>::min();
  CHECK(filled("%", {most}) == std::to_string(most));
  CHECK(filled("%", {least}) == std::to_string(least));
  CHECK(filled("% %", {-1, 0u}) == "-1 0");
}

TEST_CASE("numbers are written as printf writes ten digits of them") {
  using limits = std::numeric_limits<double>;
  const auto agrees = [](double number) {
    char printed[32];
    std::snprintf(printed, sizeof printed, "%.10g", number);
    CHECK(text(number) == printed);
  };
  for (double number : {0.0,
                        -0.0,
                        1.0,
                        -1.0,
                        0.5,
                        0.1,
                        10.0,
                        1e9,
                        9999999999.0,
                        1e10,
                        99999999995.0,
                        12345678901.0,
                        1e22,
                        1e23,
                        0.001,
                        1e-4,
                        1e-5,

                        99999.999995,
                        9.99999999996,
                        limits::min(),
                        limits::max(),
                        -limits::max(),
                        limits::denorm_min(),
                        limits::infinity(),
                        -limits::infinity()})
    agrees(number);
  CHECK(text(limits::quiet_NaN()) == "nan");
  Rng rng(5, 6);
  for (int i = 0; i < 20000; ++i) {
    const auto high = std::uint64_t{rng.next()} << 32;
    const double any = std::bit_cast<double>(high | rng.next());
    if (std::isfinite(any)) agrees(any);
    agrees(static_cast<double>(rng.below(1000000)) * 1e-6);
    agrees(static_cast<double>(static_cast<float>(rng.next()) * 1e-9f));
  }
}

TEST_CASE("fail throws what it is given as one sentence") {
  CHECK_THROWS_MATCHES(fail("[join] % has no dimension %", {Shape{2, 3}, 5}), Error,
                       Catch::Matchers::Message("[join] [2,3] has no dimension 5"));
}

TEST_CASE("a list of names has commas between them") {
  std::string list;
  add_name(list, "a");
  CHECK(list == "`a`");
  add_name(list, "b");
  CHECK(list == "`a`, `b`");
}
