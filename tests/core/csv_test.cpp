#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "error.hpp"
#include "io/csv.hpp"
#include "rng.hpp"

using namespace softlook;
using Catch::Matchers::ContainsSubstring;
using Numbers = std::vector<double>;
using Names = std::vector<std::string>;

TEST_CASE("a table is read whichever way a spreadsheet writes it") {
  const Numbers wanted{1, 2.5, -3, 4};
  for (const char* text :
       {"1,2.5\n-3,4", "1,2.5\n-3,4\n", "1,2.5\r\n-3,4\r\n\r\n", "1,2.5\r-3,4\r", "1;2,5\n-3;4\n",
        "1;2.5\n-3;4\n", "1\t2,5\n-3\t4\n",
        "\xef\xbb\xbf"
        "1,2.5\n-3,4",
        " 1 , 2.5\n-3, 4  \n\n\n", "\"1\",\"2.5\"\n-3,\"4\"", "1e0,25E-1\n-0.3e+1,+4.",
        "a,b\n1,2.5\n-3,4", "\"a \"\"x\"\", y\",b\n1,2.5\n-3,4", ",b\n1,2.5\n-3,4"}) {
    CAPTURE(text);
    const Csv csv = read_csv(text);
    CHECK(csv.columns == 2);
    CHECK(csv.rows() == 2);
    CHECK(csv.numbers == wanted);
  }
  CHECK(read_csv("\"a \"\"x\"\", y\",b\n1,2").names == Names{"a \"x\", y", "b"});
  CHECK(read_csv("1,2").names.empty());
  CHECK(read_csv("t\n1\n2\n3\n").numbers == Numbers{1, 2, 3});
}

TEST_CASE("numbers of a table are those that the C library reads, to fifteen digits") {
  Rng rng(1, 1);
  for (int i = 0; i < 20'000; ++i) {
    char text[64];
    double value = static_cast<double>(rng.normal());
    for (int power = rng.below(50) - 25; power != 0; power += power < 0 ? 1 : -1)
      value = power < 0 ? value / 10 : value * 10;
    std::snprintf(text, sizeof text, i % 2 == 0 ? "%.17g" : "%.25f", value);
    CAPTURE(text);
    CHECK(read_csv(text).numbers[0] == Catch::Approx(std::strtod(text, nullptr)).epsilon(1e-15));
  }
  CHECK(read_csv("0.0000000000000000000000000000000000001").numbers[0] == Catch::Approx(1e-37));
  CHECK(read_csv("1e-999").numbers[0] == 0);
  CHECK(read_csv("123456789012345678901234567890").numbers[0] == Catch::Approx(1.2345678901e29));
}

TEST_CASE("what is no table of numbers is refused with line and column") {
  struct Refused {
    std::string text;
    const char* why;
  };
  const Refused all[] = {
      {"", "[csv] there are no numbers"},
      {"\n\n", "[csv] there are no numbers"},
      {"a,b\n", "[csv] there are no numbers"},
      {"1,2\n3", "[csv] line 2 has 1 cell, and the first line 2"},
      {"1,2\n3,4,5", "[csv] line 2 has 3 cells, and the first line 2"},
      {"a,b\n1,2\n3,", "[csv] line 3, column 2 (`b`): the cell is empty"},
      {"1,2\nx,4", "[csv] line 2, column 1: `x` is no number"},
      {"a,b\n1,nan", "[csv] line 2, column 2 (`b`): `nan` is no number"},
      {"1,inf", "[csv] line 1, column 2: `inf` is no number"},
      {"1,0x10", "`0x10` is no number"},
      {"1,1e", "`1e` is no number"},
      {"1,-", "`-` is no number"},
      {"1,.", "`.` is no number"},
      {"1,1.2.3", "`1.2.3` is no number"},
      {"1,1 2", "`1 2` is no number"},
      {"1,1e31", "[csv] line 1, column 2: `1e31` is beyond 1e30"},
      {"1,-1e999999999999", "is beyond 1e30"},
      {"1,2\n\n3,4", "[csv] line 2 is empty"},
      {"1,\"2\n3,4", "[csv] line 1, column 2: a quote is opened and not closed"},
      {"1,\"2\"3\n", "[csv] line 1, column 2: something follows the closing quote"},
      {"1,2\n3,\xff", "[csv] byte 6 is no text in UTF-8"},
      {std::string("1,2\n3,\0", 7), "[csv] line 2, column 2: `"},
      {"\xff\xfe"
       "1",
       "[csv] byte 0 is no text in UTF-8"},
      {std::string(200, ','), "[csv] line 1 has 201 columns, and there may be 64"},
  };
  for (const Refused& one : all) {
    CAPTURE(one.text);
    CHECK_THROWS_WITH(read_csv(one.text), ContainsSubstring(one.why));
  }
  CHECK_THROWS_WITH(read_csv("1,2\n3,4\n5,6", {.columns = 2, .numbers = 4}),
                    ContainsSubstring("[csv] line 3 is one too many: there may be 4 numbers"));
}

TEST_CASE("a table with any byte changed is read, or refused with a sentence") {
  const std::string good = "day;\"a \"\"x\"\"\";b\r\n1;2,5;-3e2\r\n2;0,1;4\r\n3;\"7\";5\r\n";
  Rng rng(1, 1);
  int read = 0, refused = 0;
  for (int round = 0; round < 5000; ++round) {
    std::string bent = good;
    for (int n = 1 + rng.below(3); n > 0; --n)
      bent[static_cast<std::size_t>(rng.below(static_cast<int>(bent.size())))] =
          static_cast<char>(rng.below(256));
    try {
      const Csv csv = read_csv(bent);
      ++read;
      CHECK(csv.rows() * csv.columns == csv.numbers.size());
      for (double number : csv.numbers) CHECK((number <= 1e30 && number >= -1e30));
    } catch (const Error& error) {
      ++refused;
      CHECK(std::string_view(error.what()).starts_with("[csv] "));
    }
  }
  CHECK((read > 100 && refused > 100));
}
