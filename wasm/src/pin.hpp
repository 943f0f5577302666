#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tensor.hpp"

namespace softlook {

class Tape;

// An intervention: a named tensor of a pass, or one head of it, is not what it would be.
struct Pin {
  enum class To { zero, uniform, mean, given };
  static constexpr int every_head = -1;

  std::string name;       // "block0.attn.weights"
  int head = every_head;  // else an index of the second dimension of [B,H,T,T]
  To to = To::zero;
  std::vector<float> values = {};  // if given: as many as the tensor, or the head, has
  bool used = false;               // set when the pass has come to this name

  void check_head(const Shape&) const;
};

// The tensor with the pin in it. No gradient flows to what was replaced. Uniform: each row sums to
// one, spread over the places where `scores` are not −∞.
Tensor pin_tensor(Tape&, Pin&, const Tensor&, const Tensor* scores);
// The same for a tensor [B,H,1,Tk] that is one row of [B,H,rows,Tk], which the pin is of.
Tensor pin_row(Tape&, Pin&, const Tensor&, const Tensor* scores, int row, int rows);

}  // namespace softlook
