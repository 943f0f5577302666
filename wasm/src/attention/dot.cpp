// Dot-product attention: M.-T. Luong, H. Pham, C. D. Manning, 2015, "Effective Approaches to
// Attention-based Neural Machine Translation", the score they call "dot".
//
//     output = softmax(Q·Kᵀ)·V
//
// Each row of weights sums to one; nothing is masked; the cost grows with Tq·Tk.

#include "../ops/ops.hpp"
#include "attention.hpp"

namespace softlook {
namespace {

class Dot final : public Attention {
 public:
  AttentionOutput attend(Tape& tape, const AttentionInput& in) const override {
    const Tensor scores = matmul(tape, in.queries, in.keys, Transpose::second);  // [Tq,Tk]
    const Tensor weights = softmax(tape, scores);                                // [Tq,Tk]
    return {matmul(tape, weights, in.values), weights, scores};
  }
};

}  // namespace

AttentionKind dot_attention() {
  return {.name = "dot",
          .summary = "softmax of the plain dot products of queries and keys",
          .rows_sum_to_one = true,
          .causal = false,
          .settings = {},
          .make = [](const AttentionParts&) -> std::unique_ptr<Attention> {
            return std::make_unique<Dot>();
          }};
}

}  // namespace softlook
