#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdint>
#include <limits>

#include "io/exact.hpp"
#include "rng.hpp"

using softlook::exact_text;
using softlook::read_exact;

TEST_CASE("numbers that people write are kept as they write them") {
  for (const char* written :
       {"0", "1", "-1", "0.1", "0.001", "1e-08", "0.99999", "1000000000", "-2.5"}) {
    CAPTURE(written);
    CHECK(exact_text(std::stod(written)) == written);
  }
}

TEST_CASE("every number is read back to its last bit") {
  using limits = std::numeric_limits<double>;
  const auto returns = [](double number) {
    const auto read = read_exact(exact_text(number));
    CAPTURE(number, exact_text(number));
    REQUIRE(read);
    CHECK(std::bit_cast<std::uint64_t>(*read) == std::bit_cast<std::uint64_t>(number));
  };
  for (double number : {0.0, -0.0, 0.1 + 0.2, 1.0 / 3, limits::min(), limits::max(), -limits::max(),
                        limits::denorm_min(), 3 * limits::denorm_min(), 1e22, 1e23, 1e-22, 1e-23,
                        9007199254740992.0, 9007199254740993.0, 4294967295.0})
    returns(number);
  softlook::Rng rng(1, 2);
  for (int i = 0; i < 20000; ++i) {
    const auto high = std::uint64_t{rng.next()} << 32;
    const double any = std::bit_cast<double>(high | rng.next());
    if (std::isfinite(any)) returns(any);
    returns(static_cast<double>(rng.below(1000000)) * 1e-6);
  }
}

TEST_CASE("what is read agrees with the C library") {
  softlook::Rng rng(3, 4);
  for (int i = 0; i < 20000; ++i) {
    std::string written = std::to_string(rng.below(100000000)) + "." +
                          std::to_string(rng.below(10000000)) + "e" +
                          std::to_string(rng.below(24) - 12);
    const auto read = read_exact(written);
    CAPTURE(written);
    REQUIRE(read);
    CHECK(*read == std::stod(written));
  }
  for (const char* written : {"0x1p-1074", "0x1999999999999bp-56", "-0x1fp3", "1e+05"})
    CHECK(read_exact(written) == std::stod(written));
}

TEST_CASE("what is no number, or could not be read exactly, is not read") {
  for (const char* written : {"",
                              "-",
                              ".5",
                              "5.",
                              "1e",
                              "1e-",
                              "0x",
                              "0xp1",
                              "1 ",
                              " 1",
                              "1.2.3",
                              "1p2",
                              "0x1e2p",
                              "nan",
                              "inf",
                              "1e23",
                              "1e-30",
                              "0x1p2000",
                              "0x1p99999999999",
                              "1e999",
                              "0.10000000000000001",
                              "99999999999999999999",
                              "--1",
                              "0X1p1",
                              "1E5",
                              "1,5"}) {
    CAPTURE(written);
    CHECK_FALSE(read_exact(written));
  }
}
