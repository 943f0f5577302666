#pragma once

#include <string>
#include <string_view>

#include "../ops/ops.hpp"
#include "../parameters.hpp"
#include "linear.hpp"

namespace softlook {

// What a recurrent network carries from one step to the next.
struct RecurrentState {
  Tensor hidden;     // [B,C]
  Tensor cell = {};  // [B,C], of an LSTM alone
};

// One way to make the next state from the gates that the input and the state ask for, both [B,G·C].
struct RecurrentCell {
  std::string_view name;
  int gates;  // G
  bool has_cell;
  RecurrentState (*next)(Tape&, const Tensor& from_input, const Tensor& from_hidden,
                         const RecurrentState&);
};

// `rnn`, `gru` and `lstm`, with the formulas and the order of gates of PyTorch.
inline constexpr std::string_view cell_names[] = {"gru", "lstm", "rnn"};
const RecurrentCell& find_cell(std::string_view name);

// A recurrent network: two linear layers, `name`.input [G·C,in] and `name`.hidden [G·C,C], and a cell.
// At first uniform within ±1/√C, as in PyTorch.
class Recurrent {
 public:
  Recurrent(Parameters&, const std::string& name, const RecurrentCell&, int in, int width);

  // Zeros.
  RecurrentState start(Tape&, int samples) const;
  // x [B,in]
  RecurrentState step(Tape&, const Tensor& x, const RecurrentState&) const;

  struct Run {
    Tensor states;  // [B,T,C]: state t is the one after reading position t
    RecurrentState last;
  };
  // Over x [B,T,in], from the first position on or from the last one back. At padding, −1 in [B,T],
  // the state stays what it was.
  enum class Direction { forward, backward };
  Run run(Tape&, const Tensor& x, Direction = Direction::forward, const Tensor& padding = {}) const;

 private:
  RecurrentState next(Tape&, const Tensor& from_input, const RecurrentState&) const;

  const RecurrentCell& cell_;
  int width_;
  Linear input_, hidden_;
};

}  // namespace softlook
