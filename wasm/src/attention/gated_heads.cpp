// Gated heads: an introduction to attention by 禅与计算机程序设计艺术 has, in its code, K heads that each
// open a gate at every position, σ of a linear map of what is there, and takes the gated sum of the
// values, divided by the length.
//
//     outputₕ = A·Vₕ,  Aᵢⱼ = σ(wₕ·kⱼ + bₕ)/Tk
//
// Queries do not matter: every row of weights is the same. Each head reads the whole key. Rows do not
// sum to one, since each gate opens by itself; nothing is masked; the weights are copied for each
// query, so memory grows with Tq·Tk.

#include <algorithm>

#include "look_up.hpp"

namespace softlook {
namespace {

class GatedHeads final : public Attention {
 public:
  explicit GatedHeads(const AttentionParts& parts)
      : Attention(parts, equal_heads(parts.settings)),
        w_(parts.parameters.add(parts.name + ".gate.weight", {heads().queries, parts.width},
                                Start::uniform(root_scale(parts.width)))),
        b_(parts.parameters.add(parts.name + ".gate.bias", {heads().queries}, Start::constant(0))) {
  }

  AttentionOutput attend(Tape& tape, const AttentionInput& in) const override {
    const int batch = in.keys.shape[0], length = in.keys.shape[1], count = heads().queries;
    const Tensor gates = permute(tape, linear(tape, in.keys, w_, b_), {0, 2, 1});  // [B,H,Tk]
    const Tensor each = tape.constant("queries", {in.queries.shape[1], 1});
    std::ranges::fill(each.all(), 0.0f);
    const Tensor scores = add(tape, reshape(gates, {batch, count, 1, length}), each);
    return look_up(tape, in, heads(), scores, [](Tape& on, const Tensor& x) {
      return scale(on, sigmoid(on, x), 1 / static_cast<float>(x.shape.columns()));
    });
  }

 private:
  const Tensor& w_;  // [H,H·D]
  const Tensor& b_;  // [H]
};

}  // namespace

AttentionKind gated_heads_attention() {
  return {.name = "gated-heads",
          .summary = "every head opens a gate at each key, whatever the query",
          .rows_sum_to_one = false,
          .causal = false,
          .linear_memory = false,
          .settings = one_head,
          .make = make_attention<GatedHeads>};
}

}  // namespace softlook
