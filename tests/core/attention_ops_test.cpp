#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <limits>

#include "attention_case.hpp"
#include "ops/ops.hpp"
#include "rng.hpp"
#include "session.hpp"

// The ops that one attention each needs, by themselves.

using namespace softlook;
using Catch::Matchers::ContainsSubstring;
using reference::Block;
using reference::Number;

namespace {

using Engine = std::function<Tensor(Tape&, const std::vector<Tensor>&)>;
using Textbook = std::function<Block(const std::vector<Block>&)>;

// Value, and every gradient on top of the 1 that is there already, with a complex step.
void check(const char* op, const std::vector<Shape>& shapes, const Engine& engine,
           const Textbook& textbook) {
  Arena arena("test", 1 << 20);
  Tape tape(arena, Tape::Mode::train);
  Rng rng(2, 2);
  std::vector<Tensor> inputs;
  std::vector<Block> points;
  for (const Shape& shape : shapes) {
    float* memory = arena.take<float>(2 * shape.count(), "input").data();
    inputs.push_back({shape, memory, memory + shape.count()});
    for (float& value : inputs.back().all()) value = rng.normal();
    std::ranges::fill(inputs.back().all_gradient(), 1.0f);
    std::array<int, 4> sizes{1, 1, 1, 1};
    for (int i = 0; i < shape.rank(); ++i)
      sizes[static_cast<std::size_t>(4 - shape.rank() + i)] = shape[i];
    points.emplace_back(sizes);
    std::ranges::copy(inputs.back().all(), points.back().numbers.begin());
  }
  std::vector<float> dy;
  const Tensor y = engine(tape, inputs);
  tape.backward(contracted(tape, y, dy));

  INFO(op << " of " << shapes[0].text());
  const auto close = [](float is, double should) {
    return std::fabs(static_cast<double>(is) - should) < 1e-5 * std::max(1.0, std::fabs(should));
  };
  const Block value = textbook(points);
  REQUIRE(value.numbers.size() == y.count());
  for (std::size_t i = 0; i < y.count(); ++i) CHECK(close(y.values[i], value.numbers[i].real()));
  for (std::size_t n = 0; n < inputs.size(); ++n)
    for (std::size_t i = 0; i < inputs[n].count(); ++i) {
      constexpr double step = 1e-30;
      points[n].numbers[i] += Number(0, step);
      double slope = 1;
      const Block moved = textbook(points);
      for (std::size_t k = 0; k < dy.size(); ++k)
        slope += static_cast<double>(dy[k]) * moved.numbers[k].imag() / step;
      points[n].numbers[i] = points[n].numbers[i].real();
      INFO("gradient of input " << n << ", element " << i);
      CHECK(close(inputs[n].gradient[i], slope));
    }
}

Block additive(const std::vector<Block>& x) {
  const auto [batch, heads, queries, width] = x[0].sizes;
  Block y({batch, heads, queries, x[1].sizes[2]});
  for (int b = 0; b < batch; ++b)
    for (int h = 0; h < heads; ++h)
      for (int i = 0; i < queries; ++i)
        for (int j = 0; j < y.sizes[3]; ++j)
          for (int d = 0; d < width; ++d)
            y(b, h, i, j) += x[2](0, 0, h, d) * std::tanh(x[0](b, h, i, d) + x[1](b, h, j, d));
  return y;
}

Block causal(const std::vector<Block>& x) {
  const auto [batch, heads, queries, width] = x[0].sizes;
  const int keys = x[1].sizes[2], columns = x[2].sizes[3];
  Block y({batch, heads, queries, columns});
  for (int b = 0; b < batch; ++b)
    for (int h = 0; h < heads; ++h)
      for (int i = 0; i < queries; ++i)
        for (int j = 0; j < keys && j <= i + keys - queries; ++j)
          for (int d = 0; d < width; ++d)
            for (int n = 0; n < columns; ++n)
              y(b, h, i, n) += x[0](b, h, i, d) * x[1](b, h, j, d) * x[2](b, h, j, n);
  return y;
}

Tensor row(Tape& tape, std::initializer_list<float> numbers) {
  const Tensor x = tape.constant("row", {1, static_cast<int>(numbers.size())});
  std::ranges::copy(numbers, x.values);
  return x;
}

}  // namespace

TEST_CASE("positive features are never so small that a product of two has no logarithm") {
  Arena arena("test", 1 << 12);
  Tape tape(arena, Tape::Mode::forward);
  const Tensor x = tape.constant("x", {1, 1, 1, 5});
  const float values[] = {-1e30f, -60, -40, 0, 2};
  std::ranges::copy(values, x.values);
  const Tensor y = elu_plus_one(tape, x);
  CHECK(y.values[0] == 0x1p-60f);
  CHECK(y.values[1] == 0x1p-60f);
  CHECK((y.values[2] > 0x1p-60f && y.values[2] < 1e-17f));
  CHECK(y.values[3] == 1);
  CHECK(y.values[4] == 3);
}

TEST_CASE("linear attention has the same weights seen and unseen, however small its features") {
  for (const float size : {-3.0f, -44.0f, -60.0f, -200.0f}) {
    Session session(Config{.task = "given",
                           .model = "look-up",
                           .attention = "linear",
                           .settings = {{"input-tokens", 0},
                                        {"input-width", 4},
                                        {"target-tokens", 0},
                                        {"target-width", 4},
                                        {"length", 3},
                                        {"slots", 3}}});
    std::vector<float> keys, queries;
    for (int i = 0; i < 12; ++i) {
      keys.push_back(size - 0.3f * static_cast<float>(i));
      queries.push_back(size + 0.2f * static_cast<float>(i));
    }
    session.set_parameter("keys", keys);
    const Given given{{{1, 3, 4}, queries}, {{1, 3, 4}, std::vector<float>(12, 1.0f)}};
    const float unseen = session.loss(given), seen = session.observe(given);
    CHECK(std::isfinite(seen));
    CHECK(std::fabs(seen - unseen) < 1e-4f * unseen);
    for (int row = 0; row < 3; ++row) {
      float sum = 0;
      for (float weight : session.tensor("attention.weights").tensor.row(row)) sum += weight;
      CHECK(std::fabs(sum - 1) < 1e-5f);
    }
  }
}

TEST_CASE("the ops of single attentions have the values and gradients of their definitions") {
  for (const int queries : {1, 3, 6})
    for (const int keys : {1, 5})
      for (const int width : {1, 3, 4, 18}) {
        check(
            "additive_scores", {{2, 2, queries, width}, {2, 2, keys, width}, {2, width}},
            [](Tape& tape, const auto& x) { return additive_scores(tape, x[0], x[1], x[2]); },
            additive);
        check(
            "causal_sums", {{2, 1, queries, width}, {2, 1, keys, width}, {2, 1, keys, 5}},
            [](Tape& tape, const auto& x) { return causal_sums(tape, x[0], x[1], x[2]); }, causal);
        check(
            "elu_plus_one", {{1, queries, keys, width}},
            [](Tape& tape, const auto& x) { return elu_plus_one(tape, x[0]); },
            [](const auto& x) {
              Block y = x[0];
              for (Number& v : y.numbers) v = v.real() > 0 ? v + 1.0 : std::exp(v);
              return y;
            });
        check(
            "ratio", {{queries, width + 1}},
            [](Tape& tape, const auto& x) { return ratio(tape, x[0]); },
            [](const auto& x) {
              const int rows = x[0].sizes[2], columns = x[0].sizes[3] - 1;
              Block y({1, 1, rows, columns});
              for (int i = 0; i < rows; ++i)
                for (int j = 0; j < columns; ++j)
                  y(0, 0, i, j) = x[0](0, 0, i, j) / x[0](0, 0, i, columns);
              return y;
            });
      }
}

TEST_CASE("what divides by zero in a ratio is zero, and so is its gradient") {
  Arena arena("test", 1 << 16);
  Tape tape(arena, Tape::Mode::train);
  Tensor x = row(tape, {0, 3, 0});
  float gradient[] = {1, 1, 1};
  x.gradient = gradient;
  const Tensor y = ratio(tape, x);
  CHECK((y.values[0] == 0 && y.values[1] == 0));
  std::vector<float> dy;
  tape.backward(contracted(tape, y, dy));
  for (const float d : gradient) CHECK(d == 1);
}

TEST_CASE("the hard maximum is the first, nothing of nothing, and no way to hide a NaN") {
  Arena arena("test", 1 << 16);
  Tape tape(arena, Tape::Mode::forward);
  const auto chosen = [&](std::initializer_list<float> numbers) {
    const auto y = hard_max(tape, row(tape, numbers)).all();
    return std::vector<float>(y.begin(), y.end());
  };
  CHECK(chosen({0.2f, 0.4f, 0.4f}) == std::vector<float>{0, 1, 0});
  CHECK(chosen({0, 0, 0}) == std::vector<float>{0, 0, 0});
  const float nan = std::numeric_limits<float>::quiet_NaN();
  CHECK(std::isnan(chosen({nan, nan, nan})[0]));
}

TEST_CASE("the ops of single attentions say what does not fit") {
  Arena arena("test", 1 << 16);
  Tape tape(arena, Tape::Mode::forward);
  const auto x = [&](const Shape& shape) { return tape.constant("x", shape); };
  CHECK_THROWS_WITH(additive_scores(tape, x({1, 2, 3, 4}), x({1, 2, 5, 4}), x({2, 3})),
                    ContainsSubstring("[additive_scores] queries [1,2,3,4], keys [1,2,5,4]"));
  CHECK_THROWS_WITH(causal_sums(tape, x({1, 2, 3, 4}), x({1, 2, 5, 4}), x({1, 2, 6, 4})),
                    ContainsSubstring("[causal_sums] queries [1,2,3,4]"));
  CHECK_THROWS_WITH(elu_plus_one(tape, x({1, 2, 3, 4}), x({1, 4})),
                    ContainsSubstring("[elu_plus_one] [1,2,3,4] with padding [1,4]"));
  CHECK_THROWS_WITH(ratio(tape, x({3, 1})),
                    ContainsSubstring("[ratio] [3,1] has nothing before its last column"));
  CHECK_THROWS_WITH(hard_sample(tape, x({1, 3}), x({2})),
                    ContainsSubstring("[hard_sample] the baseline must be one number, not [2]"));
}
