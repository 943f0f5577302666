#include "ops/ops.hpp"

#include <catch2/catch_test_macros.hpp>
#include <limits>

#include "op_cases.hpp"

using namespace softlook;

namespace {

constexpr float masked = -std::numeric_limits<float>::infinity();
constexpr float not_a_number = std::numeric_limits<float>::quiet_NaN();

// A tensor with these values and a gradient of zeros.
Tensor given(Tape& tape, const Shape& shape, const std::vector<float>& values) {
  Tensor x = tape.constant("x", shape);
  x.gradient = tape.constant("dx", shape).values;
  std::ranges::copy(values, x.values);
  std::ranges::fill(x.all_gradient(), 0.0f);
  return x;
}

std::vector<float> numbers(std::span<const float> x) { return {x.begin(), x.end()}; }

using RowOp = Tensor (*)(Tape&, const Tensor&);

Tensor with_sink(Tape& tape, const Tensor& x) {
  Tensor sink = tape.constant("sink", {1});
  sink.values[0] = masked;  // none
  return reshape(softmax_with_sink(tape, reshape(x, {1, 1, x.shape[0], x.shape[1]}), sink),
                 x.shape);
}
const std::vector<std::pair<const char*, RowOp>> weightings{{"softmax", softmax},
                                                            {"sparsemax", sparsemax},
                                                            {"entmax15", entmax15},
                                                            {"softmax_with_sink", with_sink}};

}  // namespace

TEST_CASE("every op has the value and the gradient of its textbook definition") {
  for (const GradientCase& one : op_cases()) check_gradient(one);
}

TEST_CASE("planning an op takes as much memory as running it") {
  for (const GradientCase& one : op_cases()) check_plan(one);
}

TEST_CASE("an op gives the same bits whether there is a way back or not") {
  for (const GradientCase& one : op_cases()) check_forward(one);
}

TEST_CASE("a tensor that is used twice gets both gradients") {
  check_gradient({"matmul with itself",
                  {{5, 5}},
                  [](Tape& tape, const Tensors& x) { return matmul(tape, x[0], x[0]); },
                  [](const Arrays& x) { return reference::matmul(x[0], x[0]); }});
  for (int n : odd_sizes) {
    check_gradient({"x + x",
                    {{n}},
                    [](Tape& tape, const Tensors& x) { return add(tape, x[0], x[0]); },
                    [](const Arrays& x) { return reference::add(x[0], x[0]); }});
    check_gradient({"x·x",
                    {{n}},
                    [](Tape& tape, const Tensors& x) { return multiply(tape, x[0], x[0]); },
                    [](const Arrays& x) { return reference::multiply(x[0], x[0]); }});
  }
}

TEST_CASE("weights of a fully masked row are zeros, and of a huge score not NaN") {
  for (const auto& [name, weights] : weightings) {
    Arena arena("test", 4096);
    Tape tape(arena, Tape::Mode::train);
    const Tensor x = given(tape, {3, 2}, {masked, masked, 3e38f, -3e38f, masked, 1});
    const Tensor y = weights(tape, x);
    INFO(name);
    CHECK(numbers(y.all()) == std::vector<float>{0, 0, 1, 0, 0, 1});
    // Nothing flows back from what is certain.
    const Tensor dy = given(tape, {3, 2}, {1, 2, 3, 4, 5, 6});
    tape.backward(sum(tape, reshape(multiply(tape, y, dy), {6}), 0));
    CHECK(numbers(x.all_gradient()) == std::vector<float>(6, 0.0f));
  }
}

TEST_CASE("weights pass a NaN on instead of hiding it") {
  for (const auto& [name, weights] : weightings) {
    Arena arena("test", 4096);
    Tape tape(arena, Tape::Mode::forward);
    const Tensor y = weights(
        tape,
        given(tape, {3, 2}, {not_a_number, 1, not_a_number, not_a_number, masked, not_a_number}));
    INFO(name);
    for (std::size_t bad : {0u, 2u, 3u, 5u}) CHECK(y.values[bad] != y.values[bad]);
  }
}

TEST_CASE("every other op passes a NaN on too") {
  const std::vector<std::pair<const char*, RowOp>> ops{
      {"sigmoid", sigmoid},
      {"tanh", softlook::tanh},
      {"relu", relu},
      {"gelu", gelu},
      {"gelu_tanh", gelu_tanh},
      {"silu", silu},
      {"exp", softlook::exp},
      {"log", softlook::log},
      {"square_root", square_root},
      {"log_softmax", log_softmax},
      {"sum", [](Tape& tape, const Tensor& x) { return sum(tape, x, 0); }},
      {"max", [](Tape& tape, const Tensor& x) { return softlook::max(tape, x, 0); }},
      {"max_pool",
       [](Tape& tape, const Tensor& x) { return max_pool(tape, reshape(x, {1, 1, 1, 3}), 1, {}); }},
      {"layer_norm", [](Tape& tape, const Tensor& x) { return layer_norm(tape, x, {}, {}); }},
      {"rms_norm",
       [](Tape& tape, const Tensor& x) { return rms_norm(tape, x, given(tape, {3}, {1, 1, 1})); }},
      {"cross_entropy",
       [](Tape& tape, const Tensor& x) { return cross_entropy(tape, x, given(tape, {1}, {0})); }},
      {"binary_cross_entropy",
       [](Tape& tape, const Tensor& x) { return binary_cross_entropy(tape, x, x); }},
  };
  for (const auto& [name, op] : ops)
    for (std::size_t bad = 0; bad < 3; ++bad) {
      Arena arena("test", 4096);
      Tape tape(arena, Tape::Mode::forward);
      std::vector<float> values{1, 2, 3};
      values[bad] = not_a_number;
      bool seen = false;
      for (float value : op(tape, given(tape, {3}, values)).all()) seen |= value != value;
      INFO(name << " of a NaN at " << bad);
      CHECK(seen);
    }
}

TEST_CASE("the logarithm of what has none is NaN") {
  Arena arena("test", 4096);
  Tape tape(arena, Tape::Mode::forward);
  for (float value : softlook::log(tape, given(tape, {3}, {0, -1, masked})).all())
    CHECK(value != value);
}

TEST_CASE("log_softmax of a masked row or element is −∞, and beside a NaN all is NaN") {
  Arena arena("test", 4096);
  Tape tape(arena, Tape::Mode::forward);
  const Tensor y = log_softmax(tape, given(tape, {2, 2}, {masked, masked, masked, 3e38f}));
  CHECK(numbers(y.all()) == std::vector<float>{masked, masked, masked, 0});
  for (float value : log_softmax(tape, given(tape, {2}, {not_a_number, 1})).all())
    CHECK(value != value);
}

TEST_CASE("what is masked has no gradient") {
  Arena arena("test", 4096);
  Tape tape(arena, Tape::Mode::train);
  const Tensor x = given(tape, {1, 1, 2, 2}, {1, 2, 3, 4});
  const Tensor bias = given(tape, {2}, {5, 6});
  const Tensor y = mask(tape, x, {.causal = true, .bias = bias});
  CHECK(numbers(y.all()) == std::vector<float>{6, masked, 8, 10});
  std::ranges::fill(y.all_gradient(), not_a_number);
  y.gradient[0] = y.gradient[2] = y.gradient[3] = 1;
  tape.backward(slice(tape, reshape(y, {4}), 0, 0, 1));
  CHECK(numbers(x.all_gradient()) == std::vector<float>{2, 0, 1, 1});
  CHECK(numbers(bias.all_gradient()) == std::vector<float>{3, 1});
}

TEST_CASE("the first of equal elements is the largest, and gets the gradient") {
  Arena arena("test", 4096);
  Tape tape(arena, Tape::Mode::train);
  const Tensor x = given(tape, {5}, {1, 4, 4, -2, 4});
  tape.backward(softlook::max(tape, x, 0));
  CHECK(numbers(x.all_gradient()) == std::vector<float>{0, 1, 0, 0, 0});
  const Tensor image = given(tape, {1, 1, 2, 2}, {3, 3, 3, 3});
  tape.backward(reshape(max_pool(tape, image, 2, {}), {1}));
  CHECK(numbers(image.all_gradient()) == std::vector<float>{1, 0, 0, 0});
}

TEST_CASE("the largest of negative numbers is none of the padding") {
  Arena arena("test", 4096);
  Tape tape(arena, Tape::Mode::forward);
  const Tensor image = given(tape, {1, 1, 1, 1}, {-3});
  const Tensor y = max_pool(tape, image, 2, {.stride = 1, .padding = 1});
  CHECK(numbers(y.all()) == std::vector<float>(4, -3.0f));
}

TEST_CASE("cross_entropy stays finite for huge scores") {
  Arena arena("test", 4096);
  Tape tape(arena, Tape::Mode::train);
  const Tensor x = given(tape, {2, 2}, {1e30f, 0, 1e4f, 1e4f});
  const Tensor loss = cross_entropy(tape, x, given(tape, {2}, {0, 1}));
  CHECK(loss.values[0] == 0.5f * 0.693147181f);
  tape.backward(loss);
  CHECK(numbers(x.all_gradient()) == std::vector<float>{0, 0, 0.25f, -0.25f});
}

TEST_CASE("cross_entropy of nothing is 0 and has no gradient") {
  Arena arena("test", 4096);
  Tape tape(arena, Tape::Mode::train);
  const Tensor x = given(tape, {2, 2}, {1, 2, not_a_number, 4});
  const Tensor loss = cross_entropy(tape, x, given(tape, {2}, {-1, -1}), 0.1f);
  CHECK(loss.values[0] == 0);
  tape.backward(loss);
  CHECK(numbers(x.all_gradient()) == std::vector<float>(4, 0.0f));
}
