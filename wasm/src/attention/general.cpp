// General attention: M.-T. Luong, H. Pham, C. D. Manning, 2015, "Effective Approaches to
// Attention-based Neural Machine Translation", the score they call "general".
//
//     outputₕ = softmax(Qₕ·Wₕ·Kₕᵀ)·Vₕ
//
// W is learned: which part of a query is compared with which part of a key. Each row of weights sums to
// one; nothing is masked; cost and memory grow with Tq·Tk.

#include "look_up.hpp"

namespace softlook {
namespace {

class General final : public Attention {
 public:
  explicit General(const AttentionParts& parts)
      : Attention(parts, equal_heads(parts.settings)),
        w_(parts.parameters.add(parts.name + ".weight",
                                {heads().queries, head_width(), head_width()},
                                Start::uniform(root_scale(head_width())))) {}

  AttentionOutput attend(Tape& tape, const AttentionInput& in) const override {
    const Tensor queries = heads_of(tape, in.queries, heads().queries);  // [B,H,Tq,D]
    const Tensor keys = heads_of(tape, in.keys, heads().keys);           // [B,H,Tk,D]
    return look_up(tape, in, heads(), dot_products(tape, matmul(tape, queries, w_), keys), softmax);
  }

 private:
  const Tensor& w_;  // [H,D,D]
};

}  // namespace

AttentionKind general_attention() {
  return {.name = "general",
          .summary = "a learned matrix between query and key",
          .rows_sum_to_one = true,
          .causal = false,
          .linear_memory = false,
          .settings = one_head,
          .make = make_attention<General>};
}

}  // namespace softlook
