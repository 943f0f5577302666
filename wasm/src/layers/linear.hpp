#pragma once

#include <cmath>
#include <string>

#include "../ops/ops.hpp"
#include "../parameters.hpp"

namespace softlook {

// y = x·Wᵀ + b                            x […,in] → […,out]; W is `name`.weight, b `name`.bias
class Linear {
 public:
  // At first uniform within ±1/√in, weight and bias alike, as in PyTorch.
  Linear(Parameters& parameters, const std::string& name, int in, int out, bool bias = true)
      : Linear(parameters, name, in, out, bias, 1 / std::sqrt(static_cast<float>(in))) {}
  Linear(Parameters& parameters, const std::string& name, int in, int out, bool bias, float bound)
      : weight_(parameters.add(name + ".weight", {out, in}, Start::uniform(bound))),
        bias_(bias ? &parameters.add(name + ".bias", {out}, Start::uniform(bound)) : nullptr) {}

  Tensor operator()(Tape& tape, const Tensor& x) const {
    return linear(tape, x, weight_, bias_ ? *bias_ : Tensor{});
  }

 private:
  const Tensor& weight_;  // [out,in]
  const Tensor* bias_;    // [out], or nothing
};

}  // namespace softlook
