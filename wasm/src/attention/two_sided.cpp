// Two-sided bilinear attention: queries and keys each have a matrix of their own before they are
// compared. The article 注意力机制 ("The Attention Mechanism") writes it so and calls it additive; what
// everybody else calls additive is in additive.cpp.
//
//     output = softmax((Q·W)·(K·W′)ᵀ + b)·V
//
// There b, if `bias` is on, is a learned number for each key position, the same for all queries and
// heads. A single number would change nothing: a softmax does not see what all its scores have in
// common. Each row of weights sums to one; nothing is masked; cost and memory grow with Tq·Tk.

#include "look_up.hpp"

namespace softlook {
namespace {

constexpr Setting settings[] = {
    heads_setting(1),
    {.name = "bias",
     .summary = "1: each key position has a learned number of its own, added to its scores",
     .kind = Setting::Kind::integer,
     .minimum = 0,
     .maximum = 1,
     .initial = 0},
};

class TwoSided final : public Attention {
 public:
  explicit TwoSided(const AttentionParts& parts)
      : Attention(parts, equal_heads(parts.settings)),
        w_(square_matrix(parts, "query")),
        w2_(square_matrix(parts, "key")) {
    if (parts.settings.integer("bias") == 1)
      b_ = &parts.parameters.add(parts.name + ".score.bias", {parts.length}, Start::constant(0));
  }

  AttentionOutput attend(Tape& tape, const AttentionInput& in) const override {
    const Tensor queries = heads_of(tape, linear(tape, in.queries, w_), heads().queries);
    const Tensor keys = heads_of(tape, linear(tape, in.keys, w2_), heads().keys);  // [B,H,Tk,D]
    Tensor scores = dot_products(tape, queries, keys);                             // [B,H,Tq,Tk]
    if (b_) scores = add(tape, scores, first_positions(tape, *b_, 0, in.keys.shape[1]));
    return look_up(tape, in, heads(), scores, softmax);
  }

 private:
  const Tensor& w_;            // [H·D,H·D]
  const Tensor& w2_;           // [H·D,H·D]
  const Tensor* b_ = nullptr;  // [length], or none
};

}  // namespace

AttentionKind two_sided_attention() {
  return {.name = "two-sided",
          .summary = "dot products after a learned matrix on either side",
          .rows_sum_to_one = true,
          .causal = false,
          .linear_memory = false,
          .settings = settings,
          .make = make_attention<TwoSided>};
}

}  // namespace softlook
