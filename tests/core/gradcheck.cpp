#include "gradcheck.hpp"

#include <algorithm>
#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "rng.hpp"

using softlook::Arena;
using softlook::Node;
using softlook::Rng;
using softlook::Shape;
using softlook::Tape;
using softlook::Tensor;

namespace {

constexpr double step = 1e-30;
constexpr double tolerance = 1e-5;
constexpr std::size_t most_elements = 24;

Tensor make_input(Rng& rng, Arena& arena, const Input& input, const GradientCase& one) {
  const std::size_t count = input.shape.count();
  Tensor x{input.shape, arena.take<float>(count, "values").data(), nullptr};
  for (float& value : x.all()) {
    value = one.spread * rng.normal();
    if (one.positive) value = std::fabs(value) + 0.05f;
  }
  if (!input.values.empty()) {
    REQUIRE(input.values.size() == count);
    std::ranges::copy(input.values, x.values);
  }
  if (input.constant) return x;
  x.gradient = arena.take<float>(count, "gradient").data();
  // What is there already must stay: a vjp adds.
  for (float& gradient : x.all_gradient()) gradient = 1;
  return x;
}

Tensors make_inputs(Rng& rng, Arena& arena, const GradientCase& one) {
  Tensors inputs;
  for (const Input& input : one.inputs) inputs.push_back(make_input(rng, arena, input, one));
  return inputs;
}

reference::Array to_reference(const Tensor& x) {
  reference::Array y;
  for (int i = 1; i <= x.shape.rank(); ++i)
    y.size[static_cast<std::size_t>(4 - i)] = x.shape[x.shape.rank() - i];
  y.numbers.assign(x.all().begin(), x.all().end());
  return y;
}

// y·dy as one number, from which backward can start.
Tensor contract(Tape& tape, const Tensor& y, const Tensor& dy) {
  return tape.record(
      "contract", {1}, {y, dy}, [](const Node& node) { node.output.values[0] = 0; },
      [](const Node& node) {
        for (std::size_t i = 0; i < node.inputs[0].count(); ++i)
          node.inputs[0].gradient[i] += node.inputs[1].values[i];
      });
}

void compare(const std::string& what, double engine, double textbook, double scale) {
  const bool equal = engine == textbook || std::fabs(engine - textbook) <= tolerance * scale;
  if (!equal) FAIL(what << ": " << engine << " should be " << textbook);
}

// The derivative of f(points)·dy along a direction that was added to the points, `step` long.
double slope(const GradientCase& one, const Arrays& points, const Tensor& dy) {
  const reference::Array moved = one.textbook(points);
  double sum = 0;
  for (std::size_t i = 0; i < moved.numbers.size(); ++i)
    sum += static_cast<double>(dy.values[i]) * moved.numbers[i].imag() / step;
  return sum;
}

void check_input(const GradientCase& one, Arrays& points, std::size_t n, const Tensor& x,
                 const Tensor& dy) {
  const std::string what = one.text() + ": gradient of input " + std::to_string(n);
  auto& numbers = points[n].numbers;
  const std::size_t stride =
      numbers.size() <= most_elements ? 1 : numbers.size() / most_elements | 1;
  std::vector<double> slopes(numbers.size());
  double scale = 1;
  for (std::size_t i = 0; i < numbers.size(); i += stride) {
    numbers[i] += reference::Number(0, step);
    slopes[i] = slope(one, points, dy) + 1;  // 1 was there already
    numbers[i] = numbers[i].real();
    scale = std::max(scale, std::fabs(slopes[i]));
  }
  for (std::size_t i = 0; i < numbers.size(); i += stride)
    compare(what + ", element " + std::to_string(i), static_cast<double>(x.gradient[i]), slopes[i],
            scale);
  if (stride == 1) return;

  Rng rng(8, 8);
  double engine = 0, size = 1;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const double direction = static_cast<double>(rng.normal());
    numbers[i] += reference::Number(0, step * direction);
    const double part = (static_cast<double>(x.gradient[i]) - 1) * direction;
    engine += part;
    size += std::fabs(part);
  }
  compare(what + ", all elements", engine, slope(one, points, dy), size);
  for (auto& number : numbers) number = number.real();
}

}  // namespace

Input constant(const Shape& shape, std::vector<float> values) {
  return {shape, std::move(values), true};
}

Input whole_numbers(const Shape& shape, int first, int last) {
  std::vector<float> values(shape.count());
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] = static_cast<float>(first + static_cast<int>(i) % (last - first + 1));
  Rng rng(3, 3);
  for (std::size_t i = values.size(); i > 1; --i)
    std::swap(values[i - 1], values[static_cast<std::size_t>(rng.below(static_cast<int>(i)))]);
  return constant(shape, std::move(values));
}

std::string GradientCase::text() const {
  std::string what = name;
  for (const Input& input : inputs) what += " " + input.shape.text();
  return what;
}

void check_gradient(const GradientCase& one) {
  Arena arena("test", std::size_t{4} << 20);
  Rng rng(7, 7);
  Tape tape(arena, Tape::Mode::train);
  const Tensors inputs = make_inputs(rng, arena, one);
  Arrays points;
  for (const Tensor& x : inputs) points.push_back(to_reference(x));

  const Tensor y = one.engine(tape, inputs);
  const Tensor dy = tape.constant("dy", y.shape);
  for (float& element : dy.all()) element = rng.normal();
  tape.backward(contract(tape, y, dy));

  const reference::Array expected = one.textbook(points);
  INFO(one.text() << " gave " << y.shape.text());
  REQUIRE(to_reference(y).size == expected.size);
  double scale = 1;
  for (const auto& number : expected.numbers)
    if (std::isfinite(number.real())) scale = std::max(scale, std::fabs(number.real()));
  for (std::size_t i = 0; i < y.count(); ++i)
    compare(one.text() + ": value " + std::to_string(i), static_cast<double>(y.values[i]),
            expected.numbers[i].real(), scale);

  for (std::size_t n = 0; n < inputs.size(); ++n)
    if (inputs[n].gradient) check_input(one, points, n, inputs[n], dy);
}

void check_plan(const GradientCase& one) {
  for (Tape::Mode mode : {Tape::Mode::train, Tape::Mode::forward}) {
    std::uint64_t peaks[2];
    Arena arenas[2] = {Arena::measuring(), Arena("test", std::size_t{4} << 20)};
    for (int i = 0; i < 2; ++i) {
      Rng rng(7, 7);
      Tape tape(arenas[i], mode);
      one.engine(tape, make_inputs(rng, arenas[i], one));
      peaks[i] = arenas[i].peak();
    }
    INFO(one.text());
    CHECK(peaks[0] == peaks[1]);
  }
}

void check_forward(const GradientCase& one) {
  Arena arena("test", std::size_t{8} << 20);
  std::vector<std::uint32_t> bits[2];
  for (Tape::Mode mode : {Tape::Mode::train, Tape::Mode::forward}) {
    Rng rng(7, 7);
    Tape tape(arena, mode);
    for (float value : one.engine(tape, make_inputs(rng, arena, one)).all())
      bits[mode == Tape::Mode::train].push_back(std::bit_cast<std::uint32_t>(value));
  }
  INFO(one.text());
  CHECK(bits[0] == bits[1]);
}
