// Local attention in a sliding window: I. Beltagy, M. E. Peters, A. Cohan, 2020, "Longformer: The
// Long-Document Transformer".
//
//     output = softmax(Q·Kᵀ/√D + mask)·V,  mask −∞ further away than `window`, else 0
//
// A query sees the `window` keys before and after its own position, counted from the end as in a causal
// mask. Each row of weights sums to one where it sees a key at all. Cost and memory grow with
// Tq·window, and with Tq·Tk only while all weights are to be seen, or dropped out.

#include <algorithm>

#include "look_up.hpp"

namespace softlook {
namespace {

constexpr Setting settings[] = {
    heads_setting(1),
    {.name = "window",
     .summary = "how many positions on either side a query sees",
     .kind = Setting::Kind::integer,
     .minimum = 1,
     .maximum = 4096,
     .initial = 4},
};

class LocalWindow final : public Attention {
 public:
  explicit LocalWindow(const AttentionParts& parts)
      : Attention(parts, equal_heads(parts.settings)), window_(parts.settings.integer("window")) {}

  AttentionOutput attend(Tape& tape, const AttentionInput& in) const override {
    AttentionInput near = in;
    near.mask.window = in.mask.window > 0 ? std::min(in.mask.window, window_) : window_;
    return dot_look_up(tape, near, heads(), root_scale(head_width()));
  }

 private:
  int window_;
};

}  // namespace

AttentionKind local_window_attention() {
  return {.name = "local-window",
          .summary = "scaled dot products with near positions alone",
          .rows_sum_to_one = true,
          .causal = false,
          .linear_memory = true,
          .settings = settings,
          .make = make_attention<LocalWindow>};
}

}  // namespace softlook
