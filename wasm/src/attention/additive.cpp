// Additive attention: D. Bahdanau, K. Cho, Y. Bengio, 2015, "Neural Machine Translation by Jointly
// Learning to Align and Translate".
//
//     output = softmax(S)·V,  Sᵢⱼ = v·tanh(W·qᵢ + U·kⱼ)
//
// W, U and v are learned; there is a v for each head. Each row of weights sums to one; nothing is
// masked; the cost grows with Tq·Tk·D, the memory with Tq·Tk.

#include "look_up.hpp"

namespace softlook {
namespace {

class Additive final : public Attention {
 public:
  explicit Additive(const AttentionParts& parts)
      : Attention(parts, equal_heads(parts.settings)),
        w_(square_matrix(parts, "query")),
        u_(square_matrix(parts, "key")),
        v_(parts.parameters.add(parts.name + ".score.weight", {heads().queries, head_width()},
                                Start::uniform(root_scale(head_width())))) {}

  AttentionOutput attend(Tape& tape, const AttentionInput& in) const override {
    const Tensor queries = heads_of(tape, linear(tape, in.queries, w_), heads().queries);
    const Tensor keys = heads_of(tape, linear(tape, in.keys, u_), heads().keys);  // [B,H,Tk,D]
    return look_up(tape, in, heads(), additive_scores(tape, queries, keys, v_), softmax);
  }

 private:
  const Tensor& w_;  // [H·D,H·D]
  const Tensor& u_;  // [H·D,H·D]
  const Tensor& v_;  // [H,D]
};

}  // namespace

AttentionKind additive_attention() {
  return {.name = "additive",
          .summary = "a small network scores each pair of query and key",
          .rows_sum_to_one = true,
          .causal = false,
          .linear_memory = false,
          .settings = one_head,
          .make = make_attention<Additive>};
}

}  // namespace softlook
