#include "model.hpp"

#include "../ops/ops.hpp"

namespace softlook {

Tensor loss_of(Tape& tape, const Side& side, const Tensor& prediction, const Tensor& target) {
  return side.tokens() ? cross_entropy(tape, prediction, target)
                       : mean_squared_error(tape, prediction, target);
}

}  // namespace softlook
