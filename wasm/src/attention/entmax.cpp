// Entmax attention: B. Peters, V. Niculae, A. F. T. Martins, 2019, "Sparse Sequence-to-Sequence Models",
// with α = 1.5.
//
//     output = entmax(Q·Kᵀ/√D)·V,  entmax(x)ᵢ = max(xᵢ/2 − τ, 0)²
//
// Between softmax (α = 1) and sparsemax (α = 2): low scores get no weight, the others are smooth. Each
// row of weights sums to one; nothing is masked; cost and memory grow with Tq·Tk.

#include "look_up.hpp"

namespace softlook {
namespace {

class Entmax final : public Attention {
 public:
  explicit Entmax(const AttentionParts& parts) : Attention(parts, equal_heads(parts.settings)) {}

  AttentionOutput attend(Tape& tape, const AttentionInput& in) const override {
    const Tensor scores = dot_scores(tape, in, heads(), root_scale(head_width()));
    return look_up(tape, in, heads(), scores, entmax15);
  }
};

}  // namespace

AttentionKind entmax_attention() {
  return {.name = "entmax",
          .summary = "between softmax and sparsemax: low scores get no weight",
          .rows_sum_to_one = true,
          .causal = false,
          .linear_memory = false,
          .settings = one_head,
          .make = make_attention<Entmax>};
}

}  // namespace softlook
