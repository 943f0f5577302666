// Stochastic hard attention: K. Xu et al., 2015, "Show, Attend and Tell", learned by the score function
// of R. J. Williams, 1992, "Simple Statistical Gradient-Following Algorithms for Connectionist
// Reinforcement Learning" (REINFORCE).
//
//     output = A·V,  Aᵢⱼ = 1 at one place drawn from softmax(Q·Kᵀ/√D)ᵢ, else 0
//
// It draws while training only; else it takes the most probable place. Queries and keys learn from
// (loss − baseline)·∇ln p of the places drawn, on average the gradient of the expected loss of the
// whole step; the baseline, learned, follows the loss and makes it less noisy. Each row of weights sums
// to one; nothing is masked; cost and memory grow with Tq·Tk.

#include "look_up.hpp"

namespace softlook {
namespace {

class HardSampled final : public Attention {
 public:
  explicit HardSampled(const AttentionParts& parts)
      : Attention(parts, equal_heads(parts.settings)),
        baseline_(parts.parameters.add(parts.name + ".baseline", {1}, Start::constant(0))) {}

  AttentionOutput attend(Tape& tape, const AttentionInput& in) const override {
    const Tensor scores =
        masked_scores(tape, in, dot_scores(tape, in, heads(), root_scale(head_width())));
    const Tensor weights = hard_sample(tape, softmax(tape, scores), baseline_);
    return fetch(tape, in, heads(), scores, weights);
  }

 private:
  const Tensor& baseline_;  // [1]
};

}  // namespace

AttentionKind hard_sampled_attention() {
  return {.name = "hard-sampled",
          .summary = "one position, drawn with the probabilities of a softmax",
          .rows_sum_to_one = true,
          .causal = false,
          .linear_memory = false,
          .settings = one_head,
          .make = make_attention<HardSampled>};
}

}  // namespace softlook
