#pragma once

#include <functional>
#include <string>
#include <vector>

#include "reference.hpp"
#include "tape.hpp"

using Tensors = std::vector<softlook::Tensor>;
using Arrays = std::vector<reference::Array>;

// An input: random numbers with a gradient; or these numbers; or these, as a constant.
struct Input {
  Input(std::initializer_list<int> sizes) : shape(sizes) {}
  Input(const softlook::Shape& shape_, std::vector<float> values_ = {}, bool constant_ = false)
      : shape(shape_), values(std::move(values_)), constant(constant_) {}

  softlook::Shape shape;
  std::vector<float> values;
  bool constant = false;
};
Input constant(const softlook::Shape& shape, std::vector<float> values);
// Whole numbers from `first` to `last`, every one of them if there is room, in no order.
Input whole_numbers(const softlook::Shape& shape, int first, int last);

// A function of the engine, its textbook definition, and the inputs to compare them on.
struct GradientCase {
  std::string name;
  std::vector<Input> inputs;
  std::function<softlook::Tensor(softlook::Tape&, const Tensors&)> engine;
  std::function<reference::Array(const Arrays&)> textbook;
  float spread = 1;       // of the random inputs
  bool positive = false;  // their absolute values, and a little more

  std::string text() const;
};

// Compares the value, and under a random cotangent dy the gradient of every input, added to what is
// there already. The reference derivative is taken by a complex step, ∂f/∂x = Im f(x + ih) / h with
// h = 10⁻³⁰, which no cancellation spoils: exact to double precision. Where an input is large that
// is done for some of its elements, and once for all of them along a random direction.
void check_gradient(const GradientCase& one);

// Planning takes exactly the memory that running takes; a pass without a way back, the same bits.
void check_plan(const GradientCase& one);
void check_forward(const GradientCase& one);
