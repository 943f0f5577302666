#pragma once

#include "../tape.hpp"
#include "activation.hpp"
#include "dropout.hpp"
#include "linear.hpp"
#include "name.hpp"

namespace softlook {

// y = down(activation(up(x))), each position by itself: A. Vaswani et al., 2017, section 3.3.
// Its parameters are those of the linear layers `name`.up [hidden,C] and `name`.down [C,hidden].
class FeedForward {
 public:
  FeedForward(Parameters& parameters, const std::string& name, int width, int hidden,
              Activation activation, float dropout = 0)
      : scope_(scope_of(name)),
        up_(parameters, name + ".up", width, hidden),
        down_(parameters, name + ".down", hidden, width),
        activation_(activation),
        dropout_{dropout} {}

  // x […,C] → […,C]
  Tensor operator()(Tape& tape, const Tensor& x) const {
    const Tape::Within within(tape, scope_);
    const Tensor hidden = tape.name("hidden", activation_(tape, up_(tape, x)));
    return down_(tape, dropout_(tape, hidden));
  }

 private:
  std::string scope_;
  Linear up_, down_;
  Activation activation_;
  Dropout dropout_;
};

}  // namespace softlook
