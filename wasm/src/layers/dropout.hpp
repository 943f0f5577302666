#pragma once

#include "../ops/ops.hpp"

namespace softlook {

// N. Srivastava et al., 2014: while training, a number is left out with this probability.
struct Dropout {
  float probability;

  Tensor operator()(Tape& tape, const Tensor& x) const {
    return probability > 0 ? dropout(tape, x, probability) : x;
  }
};

}  // namespace softlook
