// Hard attention: K. Xu et al., 2015, "Show, Attend and Tell", looks at one place; here it is the best
// one, learned with the straight-through estimator of Y. Bengio, N. Léonard, A. Courville, 2013.
//
//     output = A·V,  Aᵢⱼ = 1 at the largest of softmax(Q·Kᵀ/√D)ᵢ, else 0
//
// The way back takes A for the softmax itself. Each row of weights sums to one; nothing is masked; cost
// and memory grow with Tq·Tk.

#include "look_up.hpp"

namespace softlook {
namespace {

class Hard final : public Attention {
 public:
  explicit Hard(const AttentionParts& parts) : Attention(parts, equal_heads(parts.settings)) {}

  AttentionOutput attend(Tape& tape, const AttentionInput& in) const override {
    const Tensor scores = dot_scores(tape, in, heads(), root_scale(head_width()));
    return look_up(tape, in, heads(), scores,
                   [](Tape& on, const Tensor& x) { return hard_max(on, softmax(on, x)); });
  }
};

}  // namespace

AttentionKind hard_attention() {
  return {.name = "hard",
          .summary = "the one best position; learned as if it were a softmax",
          .rows_sum_to_one = true,
          .causal = false,
          .linear_memory = false,
          .settings = one_head,
          .make = make_attention<Hard>};
}

}  // namespace softlook
