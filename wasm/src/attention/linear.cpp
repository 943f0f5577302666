// Linear attention: A. Katharopoulos et al., 2020, "Transformers are RNNs: Fast Autoregressive
// Transformers with Linear Attention".
//
//     output = A·V,  Aᵢⱼ = φ(qᵢ)·φ(kⱼ)/Σₖ φ(qᵢ)·φ(kₖ),  φ(x) = elu(x) + 1, at least 2⁻⁶⁰
//
// Each row of weights sums to one; nothing is masked. Φ(Q)·(Φ(K)ᵀ·V) is the same in another order: cost
// and memory grow with Tq + Tk, and no weights are made. They are, as softmax(ln(φ(q)·φ(k))), when they
// are to be seen, to be dropped out, or for a window, a bias or a temperature.

#include <algorithm>

#include "look_up.hpp"

namespace softlook {
namespace {

// With a last column of ones: what becomes of it is the sum of the weights.
//                                        [B,H,T,N] → [B,H,T,N+1]
Tensor with_ones(Tape& tape, const Tensor& x) {
  const Tensor ones = tape.constant("ones", x.shape.with_columns(1));
  std::ranges::fill(ones.all(), 1.0f);
  return concat(tape, x, ones, 3);
}

class Linear final : public Attention {
 public:
  explicit Linear(const AttentionParts& parts) : Attention(parts, equal_heads(parts.settings)) {}

  AttentionOutput attend(Tape& tape, const AttentionInput& in) const override {
    const Tensor queries = elu_plus_one(tape, heads_of(tape, in.queries, heads().queries));
    const Tensor keys = heads_of(tape, in.keys, heads().keys);  // [B,H,Tk,D]
    const bool drops = in.dropout > 0 && tape.mode() == Tape::Mode::train;
    const bool wanted = tape.shows_everything() || in.weighs;
    if (wanted || drops || in.mask.window > 0 || in.mask.bias.values || in.temperature != 1) {
      const Tensor products = dot_products(tape, queries, elu_plus_one(tape, keys));
      return look_up(tape, in, heads(), log(tape, products), softmax);
    }
    const Tensor seen = elu_plus_one(tape, keys, in.mask.padding);
    const Tensor values = with_ones(tape, heads_of(tape, in.values, heads().keys));
    const Tensor sums = in.mask.causal
                            ? causal_sums(tape, queries, seen, values)
                            : matmul(tape, queries, matmul(tape, seen, values, Transpose::first));
    return {side_by_side(tape, ratio(tape, sums)), {}};
  }
};

}  // namespace

AttentionKind linear_attention() {
  return {.name = "linear",
          .summary = "weights that are products of positive features, so that none need be made",
          .rows_sum_to_one = true,
          .causal = false,
          .linear_memory = true,
          .settings = one_head,
          .make = make_attention<Linear>};
}

}  // namespace softlook
