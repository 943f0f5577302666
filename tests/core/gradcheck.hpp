#pragma once

#include <functional>
#include <string>
#include <vector>

#include "reference.hpp"
#include "tape.hpp"

// Compares a function of the engine with its textbook definition: the value, and the gradient of
// every input under a random cotangent dy. The reference derivative is taken by a complex step,
// ∂f/∂x = Im f(x + ih) / h with h = 10⁻³⁰, which no cancellation spoils: exact to double precision.
struct GradientCase {
  std::string name;
  std::vector<softlook::Shape> inputs;
  std::function<softlook::Tensor(softlook::Tape&, const std::vector<softlook::Tensor>&)> engine;
  std::function<reference::Matrix(const std::vector<reference::Matrix>&)> textbook;
  float spread = 1;  // of the random inputs
};

void check_gradient(const GradientCase& one);
