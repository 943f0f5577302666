#pragma once

#include <cmath>
#include <string>

#include "../ops/ops.hpp"
#include "../parameters.hpp"
#include "activation.hpp"

namespace softlook {

// A convolution, an activation, and the largest of each pool×pool numbers.
//                                         x [B,in,Y,X] → [B,out,Y',X']
// Its parameters are `name`.weight [out,in,size,size] and `name`.bias [out], at first uniform within
// ±1/√(in·size²), as in PyTorch.
class ConvolutionBlock {
 public:
  struct Sizes {
    int in, out;  // channels
    int size;     // of the kernel, either way
    Window window = {};
    int pool = 1;  // 1 for none
  };
  ConvolutionBlock(Parameters& parameters, const std::string& name, const Sizes& sizes,
                   Activation activation)
      : sizes_(sizes),
        weight_(parameters.add(name + ".weight", {sizes.out, sizes.in, sizes.size, sizes.size},
                               Start::uniform(bound()))),
        bias_(parameters.add(name + ".bias", {sizes.out}, Start::uniform(bound()))),
        activation_(activation) {}

  Tensor operator()(Tape& tape, const Tensor& x) const {
    const Tensor found = activation_(tape, convolution(tape, x, weight_, bias_, sizes_.window));
    return sizes_.pool == 1 ? found : max_pool(tape, found, sizes_.pool, {.stride = sizes_.pool});
  }

 private:
  float bound() const {
    return 1 / std::sqrt(static_cast<float>(sizes_.in * sizes_.size * sizes_.size));
  }

  Sizes sizes_;
  const Tensor& weight_;
  const Tensor& bias_;
  Activation activation_;
};

}  // namespace softlook
