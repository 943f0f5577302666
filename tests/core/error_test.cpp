#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <cstdint>
#include <limits>
#include <string>

#include "tensor.hpp"

using namespace softlook;

TEST_CASE("a sentence is made of words, numbers and shapes") {
  const std::string name = "block0";
  CHECK(joined({}).empty());
  CHECK(joined({"`", name, "`"}) == "`" + name + "`");
  CHECK(joined({std::string_view(name).substr(0, 5), 7}) == "block7");
  CHECK(joined({0.1, " ", 0.5f, " ", 8.0, " ", 1e-5}) == "0.1 0.5 8 1e-05");
  CHECK(joined({Shape{2, 3}, " and ", Shape{4}}) == "[2,3] and [4]");
}

TEST_CASE("whole numbers of either kind are written to their last digit") {
  const auto most = std::numeric_limits<std::uint64_t>::max();
  const auto least = std::numeric_limits<std::int64_t>::min();
  CHECK(joined({most}) == std::to_string(most));
  CHECK(joined({least}) == std::to_string(least));
  CHECK(joined({-1, " ", 0u}) == "-1 0");
}

TEST_CASE("fail throws what it is given as one sentence") {
  CHECK_THROWS_MATCHES(fail({"[join] ", Shape{2, 3}, " has no dimension ", 5}), Error,
                       Catch::Matchers::Message("[join] [2,3] has no dimension 5"));
}

TEST_CASE("a list of names has commas between them") {
  std::string list;
  add_name(list, "a");
  CHECK(list == "`a`");
  add_name(list, "b");
  CHECK(list == "`a`, `b`");
}
