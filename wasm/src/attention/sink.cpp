// Attention with a sink: G. Xiao et al., 2023, "Efficient Streaming Language Models with Attention
// Sinks"; E. Miller, 2023, "Attention Is Off By One", is the case s = 0, in which it starts.
//
//     outputₕ = A·Vₕ,  Aᵢⱼ = exp(xᵢⱼ)/(exp(sₕ) + Σₖ exp(xᵢₖ)),  x = Q·Kᵀ/√D
//
// s, learned, is the score of a place with nothing to fetch: a head that finds nothing can look there.
// So rows sum to less than one; nothing is masked; cost and memory grow with Tq·Tk.

#include "look_up.hpp"

namespace softlook {
namespace {

class Sink final : public Attention {
 public:
  explicit Sink(const AttentionParts& parts)
      : Attention(parts, equal_heads(parts.settings)),
        sink_(parts.parameters.add(parts.name + ".sink", {heads().queries}, Start::constant(0))) {}

  AttentionOutput attend(Tape& tape, const AttentionInput& in) const override {
    const Tensor scores =
        masked_scores(tape, in, dot_scores(tape, in, heads(), root_scale(head_width())));
    return fetch(tape, in, heads(), scores, softmax_with_sink(tape, scores, sink_));
  }

 private:
  const Tensor& sink_;  // [H]
};

}  // namespace

AttentionKind sink_attention() {
  return {.name = "sink",
          .summary = "a softmax that may also look at nothing",
          .rows_sum_to_one = false,
          .causal = false,
          .linear_memory = false,
          .settings = one_head,
          .make = make_attention<Sink>};
}

}  // namespace softlook
