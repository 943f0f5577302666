// Multi-query attention: N. Shazeer, 2019, "Fast Transformer Decoding: One Write-Head is All You Need".
//
//     outputₕ = softmax(Qₕ·Kᵀ/√D)·V,  side by side
//
// Many heads of queries share one of keys and values, so there is little to remember of the past. Each
// row of weights sums to one; nothing is masked; cost and memory of the weights grow with H·Tq·Tk.

#include "look_up.hpp"

namespace softlook {
namespace {

constexpr Setting four_heads[] = {heads_setting(4)};

class MultiQuery final : public Attention {
 public:
  explicit MultiQuery(const AttentionParts& parts)
      : Attention(parts, {parts.settings.integer("heads"), 1}) {}

  AttentionOutput attend(Tape& tape, const AttentionInput& in) const override {
    return dot_look_up(tape, in, heads(), root_scale(head_width()));
  }
};

}  // namespace

AttentionKind multi_query_attention() {
  return {.name = "multi-query",
          .summary = "several heads of queries share one head of keys and values",
          .rows_sum_to_one = true,
          .causal = false,
          .linear_memory = false,
          .settings = four_heads,
          .make = make_attention<MultiQuery>};
}

}  // namespace softlook
