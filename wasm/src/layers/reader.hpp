#pragma once

#include <array>
#include <optional>
#include <string>

#include "recurrent.hpp"

namespace softlook {

// A recurrent network that reads from the first position on, and with two directions another that
// reads from the last one back: M. Schuster, K. K. Paliwal, 1997, "Bidirectional Recurrent Neural
// Networks". Parameters `name`.{cell} and `name`.{cell}.reverse
class Reader {
 public:
  Reader(Parameters& parameters, const std::string& name, const RecurrentCell& cell, int in,
         int width, int directions)
      : there_(parameters, name + "." + std::string(cell.name), cell, in, width) {
    if (directions == 2)
      back_.emplace(parameters, name + "." + std::string(cell.name) + ".reverse", cell, in, width);
  }

  struct Reading {
    Tensor states;   // [B,T,C], or of two directions side by side [B,T,2C]
    Tensor summary;  // [B,C] or [B,2C]: the last state of each direction
  };
  // x [B,T,in]; at padding, −1 in [B,T], states stay what they were.
  Reading operator()(Tape& tape, const Tensor& x, const Tensor& padding) const {
    const Recurrent::Run there = there_.run(tape, x, Recurrent::Direction::forward, padding);
    if (!back_) return {there.states, there.last.hidden};
    const Recurrent::Run back = back_->run(tape, x, Recurrent::Direction::backward, padding);
    return {join(tape, std::array{there.states, back.states}, 2),
            join(tape, std::array{there.last.hidden, back.last.hidden}, 1)};
  }

 private:
  Recurrent there_;
  std::optional<Recurrent> back_;
};

}  // namespace softlook
