// Sparsemax attention: A. F. T. Martins, R. F. Astudillo, 2016, "From Softmax to Sparsemax: A Sparse
// Model of Attention and Multi-Label Classification".
//
//     output = sparsemax(Q·Kᵀ/√D)·V,  sparsemax(x)ᵢ = max(xᵢ − τ, 0)
//
// Scores far below the largest get no weight at all. Each row of weights sums to one; nothing is masked;
// cost and memory grow with Tq·Tk.

#include "look_up.hpp"

namespace softlook {
namespace {

class Sparsemax final : public Attention {
 public:
  explicit Sparsemax(const AttentionParts& parts) : Attention(parts, equal_heads(parts.settings)) {}

  AttentionOutput attend(Tape& tape, const AttentionInput& in) const override {
    const Tensor scores = dot_scores(tape, in, heads(), root_scale(head_width()));
    return look_up(tape, in, heads(), scores, sparsemax);
  }
};

}  // namespace

AttentionKind sparsemax_attention() {
  return {.name = "sparsemax",
          .summary = "few positions have all the weight: the nearest probabilities to the scores",
          .rows_sum_to_one = true,
          .causal = false,
          .linear_memory = false,
          .settings = one_head,
          .make = make_attention<Sparsemax>};
}

}  // namespace softlook
