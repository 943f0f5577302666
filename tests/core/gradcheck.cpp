#include "gradcheck.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "ops/ops.hpp"
#include "rng.hpp"

using softlook::Arena;
using softlook::Rng;
using softlook::Shape;
using softlook::Tape;
using softlook::Tensor;

namespace {

constexpr double step = 1e-30;
constexpr double tolerance = 1e-5;

Tensor random_tensor(Rng& rng, Arena& arena, const Shape& shape, float spread) {
  Tensor x{shape, arena.take<float>(shape.count(), "values").data(),
           arena.take<float>(shape.count(), "gradient").data()};
  for (float& value : x.all()) value = spread * rng.normal();
  // What is there already must stay: a vjp adds.
  for (float& gradient : x.all_gradient()) gradient = 1;
  return x;
}

reference::Matrix to_reference(const Tensor& x) {
  reference::Matrix y(x.shape.rows(), x.shape.columns());
  std::copy(x.all().begin(), x.all().end(), y.numbers.begin());
  return y;
}

void compare(const std::string& what, std::span<const float> engine,
             const std::vector<double>& textbook) {
  double scale = 1;
  for (double number : textbook) scale = std::max(scale, std::fabs(number));
  for (std::size_t i = 0; i < textbook.size(); ++i) {
    const double miss = std::fabs(static_cast<double>(engine[i]) - textbook[i]);
    if (!(miss <= tolerance * scale)) {
      FAIL(what << ", element " << i << ": " << engine[i] << " should be " << textbook[i]);
    }
  }
}

}  // namespace

void check_gradient(const GradientCase& one) {
  Arena arena("test", std::size_t{8} << 20);
  Rng rng(7, 7);
  Tape tape(arena, Tape::Mode::train);
  std::vector<Tensor> inputs;
  std::vector<reference::Matrix> points;
  for (const Shape& shape : one.inputs) {
    inputs.push_back(random_tensor(rng, arena, shape, one.spread));
    points.push_back(to_reference(inputs.back()));
  }
  std::string what = one.name;
  for (const Shape& shape : one.inputs) what += " " + shape.text();

  // The engine's value, contracted to one number with dy and taken backward.
  const Tensor y = one.engine(tape, inputs);
  Tensor dy = tape.constant("dy", {static_cast<int>(y.count()), 1});
  for (float& element : dy.all()) element = rng.normal();
  const auto as_row =
      tape.output("row", {1, static_cast<int>(y.count())}, {y}, [](const auto& node) {
        for (std::size_t i = 0; i < node.output.count(); ++i)
          node.inputs[0].gradient[i] += node.output.gradient[i];
      });
  std::copy(y.all().begin(), y.all().end(), as_row.values);
  tape.backward(softlook::matmul(tape, as_row, dy));

  const auto real = [](const reference::Matrix& matrix) {
    std::vector<double> numbers;
    for (const auto& number : matrix.numbers) numbers.push_back(number.real());
    return numbers;
  };
  compare(what + ": value", y.all(), real(one.textbook(points)));

  for (std::size_t n = 0; n < inputs.size(); ++n) {
    std::vector<double> gradient;
    for (auto& number : points[n].numbers) {
      number += reference::Number(0, step);
      const reference::Matrix moved = one.textbook(points);
      number = number.real();
      double slope = 1;  // what was there already
      for (std::size_t i = 0; i < moved.numbers.size(); ++i)
        slope += static_cast<double>(dy.values[i]) * moved.numbers[i].imag() / step;
      gradient.push_back(slope);
    }
    compare(what + ": gradient of input " + std::to_string(n), inputs[n].all_gradient(), gradient);
  }
  SUCCEED(what);
}
