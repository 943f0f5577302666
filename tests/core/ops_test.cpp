#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <limits>

#include "gradcheck.hpp"
#include "ops/ops.hpp"

using namespace softlook;
using Catch::Matchers::ContainsSubstring;
using Tensors = std::vector<Tensor>;
using Matrices = std::vector<reference::Matrix>;

namespace {

// Odd sizes, so that every tail is covered.
const std::vector<int> sizes{1, 3, 5, 17, 33};

std::vector<GradientCase> cases() {
  std::vector<GradientCase> all;
  for (int m : sizes)
    for (int n : sizes) {
      for (int k : sizes) {
        all.push_back({"matmul",
                       {{m, k}, {k, n}},
                       [](Tape& tape, const Tensors& x) { return matmul(tape, x[0], x[1]); },
                       [](const Matrices& x) { return reference::matmul(x[0], x[1]); }});
        all.push_back({"matmul transposed",
                       {{m, k}, {n, k}},
                       [](Tape& tape, const Tensors& x) {
                         return matmul(tape, x[0], x[1], Transpose::second);
                       },
                       [](const Matrices& x) {
                         return reference::matmul(x[0], reference::transpose(x[1]));
                       }});
      }
      all.push_back({"softmax",
                     {{m, n}},
                     [](Tape& tape, const Tensors& x) { return softmax(tape, x[0]); },
                     [](const Matrices& x) { return reference::softmax(x[0]); }});
      const int first = m / 3, count = m - 2 * first;
      all.push_back(
          {"slice_rows",
           {{m, n}},
           [=](Tape& tape, const Tensors& x) { return slice_rows(tape, x[0], first, count); },
           [=](const Matrices& x) { return reference::slice_rows(x[0], first, count); }});
      all.push_back(
          {"mean_squared_error",
           {{m, n}, {m, n}},
           [](Tape& tape, const Tensors& x) { return mean_squared_error(tape, x[0], x[1]); },
           [](const Matrices& x) { return reference::mean_squared_error(x[0], x[1]); }});
    }
  return all;
}

}  // namespace

TEST_CASE("every op has the value and the gradient of its textbook definition") {
  for (const GradientCase& one : cases()) check_gradient(one);
}

TEST_CASE("a tensor that is used twice gets both gradients") {
  check_gradient({"matmul with itself",
                  {{5, 5}},
                  [](Tape& tape, const Tensors& x) { return matmul(tape, x[0], x[0]); },
                  [](const Matrices& x) { return reference::matmul(x[0], x[0]); }});
}

TEST_CASE("a long sum is exact beyond the depth of one block") {
  check_gradient({"matmul",
                  {{2, 600}, {600, 3}},
                  [](Tape& tape, const Tensors& x) { return matmul(tape, x[0], x[1]); },
                  [](const Matrices& x) { return reference::matmul(x[0], x[1]); }});
}

TEST_CASE("softmax of a fully masked row is zeros, and of a huge score is not NaN") {
  const float masked = -std::numeric_limits<float>::infinity();
  Arena arena("test", 4096);
  Tape tape(arena, Tape::Mode::forward);
  Tensor x = tape.constant("x", {3, 2});
  std::ranges::copy(std::vector<float>{masked, masked, 3e38f, -3e38f, masked, 1}, x.values);
  const Tensor y = softmax(tape, x);
  CHECK(std::vector<float>(y.all().begin(), y.all().end()) == std::vector<float>{0, 0, 1, 0, 0, 1});
}

TEST_CASE("softmax passes a NaN on instead of hiding it") {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  Arena arena("test", 4096);
  Tape tape(arena, Tape::Mode::forward);
  Tensor x = tape.constant("x", {2, 2});
  std::ranges::copy(std::vector<float>{nan, 1, nan, nan}, x.values);
  const Tensor y = softmax(tape, x);
  CHECK(y.values[0] != y.values[0]);
  CHECK(y.values[2] != y.values[2]);
}

TEST_CASE("an op that is given shapes that do not fit says so by name") {
  Arena arena("test", 4096);
  Tape tape(arena, Tape::Mode::train);
  const Tensor a = tape.constant("a", {2, 3}), b = tape.constant("b", {2, 3});
  CHECK_THROWS_WITH(matmul(tape, a, b),
                    ContainsSubstring("[matmul] [2,3] times [2,3] does not fit"));
  CHECK_THROWS_WITH(matmul(tape, a, tape.constant("c", {4, 2}), Transpose::second),
                    ContainsSubstring("[2,3] times [4,2] transposed does not fit"));
  CHECK_THROWS_WITH(matmul(tape, a, tape.constant("c", {3, 1, 2})), ContainsSubstring("[matmul]"));
  CHECK_THROWS_WITH(slice_rows(tape, a, -1, 1), ContainsSubstring("[slice_rows]"));
  CHECK_THROWS_WITH(slice_rows(tape, a, 0, 0), ContainsSubstring("[slice_rows]"));
  CHECK_THROWS_WITH(slice_rows(tape, a, 1, 2),
                    ContainsSubstring("[slice_rows] there are no 2 rows"));
  CHECK_THROWS_WITH(mean_squared_error(tape, a, tape.constant("c", {3, 2})),
                    ContainsSubstring("[mean_squared_error] [2,3] cannot be compared"));
  CHECK_THROWS_WITH(Shape({2, 0}), ContainsSubstring("at least 1, got 0"));
  CHECK_THROWS_WITH(Shape({50'000, 50'000}), ContainsSubstring("more numbers than a tensor"));
  CHECK_THROWS_WITH(tape.output("sum of four", {1}, {a, a, a, a}, nullptr),
                    ContainsSubstring("`sum of four` has more inputs than a node holds"));
  CHECK_THROWS_WITH(tape.backward(a), ContainsSubstring("[tape] backward starts from one number"));
}
