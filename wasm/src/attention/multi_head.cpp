// Multi-head attention: A. Vaswani et al., 2017, "Attention Is All You Need".
//
//     outputₕ = softmax(Qₕ·Kₕᵀ/√D)·Vₕ,  side by side
//
// It is scaled dot-product attention in several parts of the width at once; the projections before and
// after belong to the model. Each row of weights sums to one; nothing is masked; cost and memory grow
// with H·Tq·Tk.

#include "look_up.hpp"

namespace softlook {
namespace {

constexpr Setting four_heads[] = {heads_setting(4)};

class MultiHead final : public Attention {
 public:
  explicit MultiHead(const AttentionParts& parts) : Attention(parts, equal_heads(parts.settings)) {}

  AttentionOutput attend(Tape& tape, const AttentionInput& in) const override {
    return dot_look_up(tape, in, heads(), root_scale(head_width()));
  }
};

}  // namespace

AttentionKind multi_head_attention() {
  return {.name = "multi-head",
          .summary = "scaled dot products in several parts of the width side by side",
          .rows_sum_to_one = true,
          .causal = false,
          .linear_memory = false,
          .settings = four_heads,
          .make = make_attention<MultiHead>};
}

}  // namespace softlook
