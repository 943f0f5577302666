#pragma once

#include <string>

#include "../ops/ops.hpp"
#include "../parameters.hpp"

namespace softlook {

// Layer normalisation: J. L. Ba, J. R. Kiros, G. E. Hinton, 2016.      x […,C] → […,C]
class LayerNorm {
 public:
  LayerNorm(Parameters& parameters, const std::string& name, int width)
      : weight_(parameters.add(name + ".weight", {width}, Start::constant(1))),
        bias_(parameters.add(name + ".bias", {width}, Start::constant(0))) {}

  Tensor operator()(Tape& tape, const Tensor& x) const {
    return layer_norm(tape, x, weight_, bias_);
  }

 private:
  const Tensor& weight_;  // [C]
  const Tensor& bias_;    // [C]
};

// Root mean square normalisation: B. Zhang, R. Sennrich, 2019.         x […,C] → […,C]
class RmsNorm {
 public:
  RmsNorm(Parameters& parameters, const std::string& name, int width)
      : weight_(parameters.add(name + ".weight", {width}, Start::constant(1))) {}

  Tensor operator()(Tape& tape, const Tensor& x) const { return rms_norm(tape, x, weight_); }

 private:
  const Tensor& weight_;  // [C]
};

}  // namespace softlook
