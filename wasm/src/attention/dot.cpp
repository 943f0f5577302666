// Dot-product attention: M.-T. Luong, H. Pham, C. D. Manning, 2015, "Effective Approaches to
// Attention-based Neural Machine Translation", the score they call "dot".
//
//     output = softmax(Q·Kᵀ)·V
//
// Each row of weights sums to one; nothing is masked; cost and memory grow with Tq·Tk.

#include "look_up.hpp"

namespace softlook {
namespace {

class Dot final : public Attention {
 public:
  explicit Dot(const AttentionParts& parts) : Attention(parts, equal_heads(parts.settings)) {}

  AttentionOutput attend(Tape& tape, const AttentionInput& in) const override {
    return dot_look_up(tape, in, heads(), 1);
  }
};

}  // namespace

AttentionKind dot_attention() {
  return {.name = "dot",
          .summary = "softmax of the plain dot products of queries and keys",
          .rows_sum_to_one = true,
          .causal = false,
          .linear_memory = false,
          .settings = one_head,
          .make = make_attention<Dot>};
}

}  // namespace softlook
