// Grouped-query attention: J. Ainslie et al., 2023, "GQA: Training Generalized Multi-Query Transformer
// Models from Multi-Head Checkpoints".
//
//     outputₕ = softmax(Qₕ·K_gᵀ/√D)·V_g,  g = h·Hk/H rounded down
//
// Between multi-head (`key-heads` = `heads`) and multi-query (1): each group of query heads shares one
// head of keys and values. Each row of weights sums to one; nothing is masked; cost and memory of the
// weights grow with H·Tq·Tk.

#include "look_up.hpp"

namespace softlook {
namespace {

constexpr Setting settings[] = {
    heads_setting(4),
    {.name = "key-heads",
     .summary = "how many heads of keys and values there are for all heads of queries",
     .kind = Setting::Kind::integer,
     .minimum = 1,
     .maximum = 64,
     .initial = 2},
};

class GroupedQuery final : public Attention {
 public:
  explicit GroupedQuery(const AttentionParts& parts)
      : Attention(parts, {parts.settings.integer("heads"), parts.settings.integer("key-heads")}) {}

  AttentionOutput attend(Tape& tape, const AttentionInput& in) const override {
    return dot_look_up(tape, in, heads(), root_scale(head_width()));
  }
};

}  // namespace

AttentionKind grouped_query_attention() {
  return {.name = "grouped-query",
          .summary = "groups of query heads share one head of keys and values each",
          .rows_sum_to_one = true,
          .causal = false,
          .linear_memory = false,
          .settings = settings,
          .make = make_attention<GroupedQuery>};
}

}  // namespace softlook
