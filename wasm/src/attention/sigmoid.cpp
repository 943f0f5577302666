// Sigmoid attention: J. Ramapuram et al., 2024, "Theory, Analysis, and Best Practices for Sigmoid
// Self-Attention".
//
//     output = σ(Q·Kᵀ/√D + b)·V,  b = −ln Tk
//
// Each weight stands by itself; b makes a row of them sum to about one at first. Nothing is masked; cost
// and memory grow with Tq·Tk.

#include "../simd/math.hpp"
#include "look_up.hpp"

namespace softlook {
namespace {

class Sigmoid final : public Attention {
 public:
  explicit Sigmoid(const AttentionParts& parts) : Attention(parts, equal_heads(parts.settings)) {}

  AttentionOutput attend(Tape& tape, const AttentionInput& in) const override {
    const Tensor products = dot_scores(tape, in, heads(), root_scale(head_width()));
    const Tensor b = tape.constant("b", {1});
    b.values[0] = -simd::log(static_cast<float>(in.keys.shape[1]));
    return look_up(tape, in, heads(), add(tape, products, b), sigmoid);
  }
};

}  // namespace

AttentionKind sigmoid_attention() {
  return {.name = "sigmoid",
          .summary = "each position is looked at or not, whatever becomes of the others",
          .rows_sum_to_one = false,
          .causal = false,
          .linear_memory = false,
          .settings = one_head,
          .make = make_attention<Sigmoid>};
}

}  // namespace softlook
