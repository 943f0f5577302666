#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <vector>

#include "session.hpp"

using namespace softlook;
using Catch::Matchers::ContainsSubstring;

namespace {

Session calculator(Settings::Chosen settings, const char* attention = "dot") {
  settings.merge(Settings::Chosen{{"width", 2}});
  return Session({.task = "numbers",
                  .model = "calculator",
                  .attention = attention,
                  .settings = std::move(settings)});
}

std::vector<float> tensor(const Session& session, const char* name) {
  const auto all = session.tensor(name).tensor.all();
  return {all.begin(), all.end()};
}

}  // namespace

TEST_CASE("written numbers are read as rows of a query, a key and a value") {
  const Session session = calculator({});
  const Given read = session.read("1 0 | 0.5, -2 | 3;4\n\n  -1e2\t7 | 0 0 | 0.125 1 \r\n");
  CHECK(read.input.shape == std::vector<int>{1, 2, 6});
  CHECK(read.input.values == std::vector<float>{1, 0, 0.5f, -2, 3, 4, -100, 7, 0, 0, 0.125f, 1});
  CHECK(read.target.shape == std::vector<int>{1, 2, 2});
}

TEST_CASE("what is no row of numbers is refused, with its row and the word") {
  const Session session = calculator({{"rows", 2}});
  const auto refused = [&](const std::string& written, const char* why) {
    CHECK_THROWS_WITH(session.read(written), ContainsSubstring(why));
  };
  refused("", "[read] write at least one row");
  refused(" \n\r\n", "[read] write at least one row");
  refused("1 2 3 4 5 6\n1 2 3 4 5", "row 2 has 5 numbers");
  refused("1 2 3 4 5 6 7", "row 1 has 7 numbers, and a query, a key and a value of 2 each are 6");
  refused("1 2 x 4 5 6", "row 1: `x` is no number");
  refused("1 2 nan 4 5 6", "`nan` is no number");
  refused("1 2 1e9 4 5 6", "`1e9` is no number from -1000000 to 1000000");
  refused("1 2 我 4 5 6", "row 1: `我` is no number");
  refused("1 2 3 4 5 6\n1 2 3 4 5 6\n1 2 3 4 5 6", "at most 2 rows");
}

TEST_CASE("a query asks keys, is answered by values, and every step can be read") {
  Session session = calculator({});
  session.observe(session.read("1 0 | 1 0 | 10 0\n0 2 | 0 1 | 0 10"), {.gradients = true});
  CHECK(tensor(session, "attention.scores") == std::vector<float>{1, 0, 0, 2});
  const auto weights = tensor(session, "attention.weights");
  const double first = 1 / (1 + std::exp(-1.0)), second = 1 / (1 + std::exp(-2.0));
  CHECK(std::abs(static_cast<double>(weights[0]) - first) < 1e-6);
  CHECK(std::abs(static_cast<double>(weights[3]) - second) < 1e-6);
  const auto output = tensor(session, "output");
  CHECK(std::abs(static_cast<double>(output[0]) - 10 * first) < 1e-5);
  CHECK(std::abs(static_cast<double>(output[3]) - 10 * second) < 1e-5);
  CHECK(session.tensor("attention.weights").rows == std::vector<std::string>{"1", "2"});
  for (const char* name : {"queries.gradient", "keys.gradient", "values.gradient"})
    CHECK(tensor(session, name).size() == 4);
}

TEST_CASE("a low temperature looks at the best key alone, a high one at all alike") {
  Session session = calculator({});
  const Given rows = session.read("1 0 | 1 0 | 1 0\n1 1 | 0 1 | 0 1\n0 1 | 0.5 0.2 | 0 0");
  session.set("temperature", 0.01);
  session.observe(rows);
  CHECK(tensor(session, "attention.weights")[0] > 0.999f);
  session.set("temperature", 1000);
  session.observe(rows);
  for (float weight : tensor(session, "attention.weights"))
    CHECK(std::abs(static_cast<double>(weight) - 1.0 / 3) < 1e-3);
}

TEST_CASE("with a causal mask the first row sees itself alone") {
  Session session = calculator({{"mask", "causal"}});
  session.observe(session.read("1 0 | 1 0 | 1 0\n1 1 | 0 1 | 0 1"));
  const auto weights = tensor(session, "attention.weights");
  CHECK((weights[0] == 1 && weights[1] == 0));
  CHECK(weights[2] + weights[3] > 0.999f);
}

TEST_CASE("random numbers have two decimals, and training moves what is added to them") {
  Session session = calculator({{"learning-rate", 0.1}});
  session.observe(0);
  for (float x : tensor(session, "input"))
    CHECK(std::abs(static_cast<double>(x) * 100 - std::round(static_cast<double>(x) * 100)) < 1e-3);
  CHECK(session.tensor("shift").tensor.all()[0] == 0);
  std::vector<float> losses(5);
  REQUIRE(session.train(losses) == 5);
  CHECK(session.tensor("shift").tensor.all()[5] != 0);
}
