// Causal attention: A. Vaswani et al., 2017, "Attention Is All You Need", the mask of their decoder.
//
//     output = softmax(Q·Kᵀ/√D + mask)·V,  mask −∞ for all later positions, else 0
//
// A query sees the keys up to its own position, counted from the end: the last query sees all. Each
// row of weights sums to one, unless there are more queries than keys: the first ones then see nothing.
// Cost and memory grow with Tq·Tk.

#include "look_up.hpp"

namespace softlook {
namespace {

class Causal final : public Attention {
 public:
  explicit Causal(const AttentionParts& parts) : Attention(parts, equal_heads(parts.settings)) {}

  AttentionOutput attend(Tape& tape, const AttentionInput& in) const override {
    AttentionInput past = in;
    past.mask.causal = true;
    return dot_look_up(tape, past, heads(), root_scale(head_width()));
  }
};

}  // namespace

AttentionKind causal_attention() {
  return {.name = "causal",
          .summary = "scaled dot products with the past alone",
          .rows_sum_to_one = true,
          .causal = true,
          .linear_memory = false,
          .settings = one_head,
          .make = make_attention<Causal>};
}

}  // namespace softlook
