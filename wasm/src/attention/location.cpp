// Location-based attention: M.-T. Luong, H. Pham, C. D. Manning, 2015, "Effective Approaches to
// Attention-based Neural Machine Translation", the score they call "location".
//
//     outputₕ = softmax(Qₕ·Wₕᵀ)·Vₕ
//
// W has a learned row for each position: where to look is decided by the query alone, whatever the keys
// are. Fewer keys use the first rows. Each row of weights sums to one; nothing is masked; cost and
// memory grow with Tq·Tk.

#include "look_up.hpp"

namespace softlook {
namespace {

class Location final : public Attention {
 public:
  explicit Location(const AttentionParts& parts)
      : Attention(parts, equal_heads(parts.settings)),
        w_(parts.parameters.add(parts.name + ".weight",
                                {heads().queries, parts.length, head_width()},
                                Start::uniform(root_scale(head_width())))) {}

  AttentionOutput attend(Tape& tape, const AttentionInput& in) const override {
    const Tensor queries = heads_of(tape, in.queries, heads().queries);    // [B,H,Tq,D]
    const Tensor places = first_positions(tape, w_, 1, in.keys.shape[1]);  // [H,Tk,D]
    return look_up(tape, in, heads(), matmul(tape, queries, places, Transpose::second), softmax);
  }

 private:
  const Tensor& w_;  // [H,length,D]
};

}  // namespace

AttentionKind location_attention() {
  return {.name = "location",
          .summary = "the query alone says which positions to look at",
          .rows_sum_to_one = true,
          .causal = false,
          .linear_memory = false,
          .settings = one_head,
          .make = make_attention<Location>};
}

}  // namespace softlook
