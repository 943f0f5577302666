// Content-based addressing: A. Graves, G. Wayne, I. Danihelka, 2014, "Neural Turing Machines".
//
//     output = softmax(β·cos(Q,K))·V,  cos(q,k) = q·k/(|q|·|k|)
//
// β is the setting `sharpness`. How long a vector is does not matter, only where it points; ε under the
// root keeps a vector of zeros, which points nowhere, from being divided by zero. Each row of weights
// sums to one; nothing is masked; cost and memory grow with Tq·Tk.

#include "look_up.hpp"

namespace softlook {
namespace {

constexpr Setting settings[] = {
    heads_setting(1),
    {.name = "sharpness",
     .summary = "what the cosine is multiplied by: the more, the fewer positions are looked at",
     .kind = Setting::Kind::number,
     .minimum = 0,
     .maximum = 100,
     .initial = 8,
     .live = true},
};

// x/√(x·x + ε)                           [B,H,T,D] → the same
Tensor unit(Tape& tape, const Tensor& x) {
  const Tensor squares = sum(tape, multiply(tape, x, x), 3);  // [B,H,T]
  const Tensor epsilon = tape.constant("epsilon", {1});
  epsilon.values[0] = 1e-8f;
  const Tensor length = square_root(tape, add(tape, squares, epsilon));
  return divide(tape, x, reshape(length, x.shape.with_columns(1)));
}

class Cosine final : public Attention {
 public:
  explicit Cosine(const AttentionParts& parts)
      : Attention(parts, equal_heads(parts.settings)), settings_(parts.settings) {}

  AttentionOutput attend(Tape& tape, const AttentionInput& in) const override {
    const Tensor queries = unit(tape, heads_of(tape, in.queries, heads().queries));
    const Tensor keys = unit(tape, heads_of(tape, in.keys, heads().keys));  // [B,H,Tk,D]
    const Tensor sharp = scale(tape, queries, settings_.number("sharpness"));
    return look_up(tape, in, heads(), dot_products(tape, sharp, keys), softmax);
  }

 private:
  const Settings& settings_;  // sharpness may change during a run
};

}  // namespace

AttentionKind cosine_attention() {
  return {.name = "cosine",
          .summary = "the angle between query and key, whatever their lengths",
          .rows_sum_to_one = true,
          .causal = false,
          .linear_memory = false,
          .settings = settings,
          .make = make_attention<Cosine>};
}

}  // namespace softlook
