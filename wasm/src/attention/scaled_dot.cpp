// Scaled dot-product attention: A. Vaswani et al., 2017, "Attention Is All You Need".
//
//     output = softmax(Q·Kᵀ/√D)·V
//
// The products of random vectors grow with √D; divided by it they do not, and no softmax begins
// saturated. Each row of weights sums to one; nothing is masked; cost and memory grow with Tq·Tk.

#include "look_up.hpp"

namespace softlook {
namespace {

class ScaledDot final : public Attention {
 public:
  explicit ScaledDot(const AttentionParts& parts) : Attention(parts, equal_heads(parts.settings)) {}

  AttentionOutput attend(Tape& tape, const AttentionInput& in) const override {
    return dot_look_up(tape, in, heads(), root_scale(head_width()));
  }
};

}  // namespace

AttentionKind scaled_dot_attention() {
  return {.name = "scaled-dot",
          .summary = "softmax of the dot products, divided by the root of the width",
          .rows_sum_to_one = true,
          .causal = false,
          .linear_memory = false,
          .settings = one_head,
          .make = make_attention<ScaledDot>};
}

}  // namespace softlook
