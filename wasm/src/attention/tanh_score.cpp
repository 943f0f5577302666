// Tanh score: the attention matrix F in an introduction to attention by 禅与计算机程序设计艺术.
//
//     output = softmax(S)·V,  Sᵢⱼ = Q·tanh(W_x·kⱼ + W_m·k̄ + W_y·qᵢ + θ)/√D
//
// Q, the matrices W and θ are learned; Q and θ have a part for each head. There xᵢ is an element of the
// input (here the key kⱼ), x̄ the mean of the input (here k̄, the mean of the keys that the query may
// see, weighed as a bias in the mask has it), and ŷ the previous output (here the query qᵢ, which in a
// decoder is its state). Each row of weights sums to one; nothing is masked; the cost grows with
// Tq·Tk·D, the memory with Tq·Tk.

#include <algorithm>

#include "look_up.hpp"

namespace softlook {
namespace {

// The mean, for each query, of the rows it may see: what a look finds that knows nothing.
//                                        [B,H,Tk,D] → [B,H,Tq,D], or [B,H,1,D] if all see all
Tensor mean_of_seen(Tape& tape, const AttentionInput& in, const Tensor& x) {
  if (in.mask.empty()) return reshape(mean(tape, x, 2), x.shape.with(2, 1));
  const Tensor nothing =
      tape.constant("nothing", {x.shape[0], x.shape[1], in.queries.shape[1], in.keys.shape[1]});
  std::ranges::fill(nothing.all(), 0.0f);
  return matmul(tape, softmax(tape, mask(tape, nothing, in.mask)), x);
}

class TanhScore final : public Attention {
 public:
  explicit TanhScore(const AttentionParts& parts)
      : Attention(parts, equal_heads(parts.settings)),
        w_x_(square_matrix(parts, "key")),
        w_m_(square_matrix(parts, "mean")),
        w_y_(square_matrix(parts, "query")),
        theta_(parts.parameters.add(parts.name + ".query.bias", {parts.width}, Start::constant(0))),
        q_(parts.parameters.add(parts.name + ".score.weight", {heads().queries, head_width()},
                                Start::uniform(1))) {}

  AttentionOutput attend(Tape& tape, const AttentionInput& in) const override {
    const int count = heads().queries;
    const Tensor asked = heads_of(tape, linear(tape, in.queries, w_y_, theta_), count);
    const Tensor middle =
        mean_of_seen(tape, in, heads_of(tape, linear(tape, in.keys, w_m_), count));
    const Tensor keys = heads_of(tape, linear(tape, in.keys, w_x_), count);  // [B,H,Tk,D]
    const Tensor scores = additive_scores(tape, add(tape, asked, middle), keys,
                                          scale(tape, q_, root_scale(head_width())));
    return look_up(tape, in, heads(), scores, softmax);
  }

 private:
  const Tensor &w_x_, &w_m_, &w_y_;  // [H·D,H·D]
  const Tensor& theta_;              // [H·D]
  const Tensor& q_;                  // [H,D]
};

}  // namespace

AttentionKind tanh_score_attention() {
  return {.name = "tanh-score",
          .summary = "a small network scores each key with the query and the mean of all keys",
          .rows_sum_to_one = true,
          .causal = false,
          .linear_memory = false,
          .settings = one_head,
          .make = make_attention<TanhScore>};
}

}  // namespace softlook
