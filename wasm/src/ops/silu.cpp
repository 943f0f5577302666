#include "unary.hpp"

namespace softlook {
namespace {

using simd::Batch;

// With σ = 1/(1 + e⁻ˣ):   dx += dy·(σ + y·(1 − σ))
struct Silu {
  static Curve at(const Batch& x) {
    const Batch share = simd::sigmoid(x);
    const Batch y = x * share;
    return {y, share + y * (Batch(1.0f) - share)};
  }
};

}  // namespace

Tensor silu(Tape& tape, const Tensor& x) { return curve<Silu>(tape, "silu", x); }

}  // namespace softlook
