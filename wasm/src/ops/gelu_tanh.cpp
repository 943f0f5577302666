#include "unary.hpp"

namespace softlook {
namespace {

using simd::Batch;

// D. Hendrycks, K. Gimpel, 2016, "Gaussian Error Linear Units (GELUs)". ½·(1 + tanh u) = σ(2u) is an
// exponential and a division; so with 2u = 2√(2/π)·(x + 0.044715x³):
//     y = x·σ(2u),   dx += dy·(σ + y·(1 − σ)·d2u/dx)
// σ(t) and 1 − σ(t) are 1/(1 + e) and e/(1 + e), or the other way round, with e = e^(−|t|): neither
// loses digits where the other is almost 1.
struct GeluTanh {
  static Curve at(const Batch& x) {
    constexpr float linear = 1.59576912f, cubic = linear * 0.044715f;
    const Batch square = x * x;
    const Batch power =
        simd::exp_nonpositive(-xsimd::abs(x * (Batch(linear) + Batch(cubic) * square)));
    const Batch larger = simd::divide(Batch(1.0f), Batch(1.0f) + power), smaller = power * larger;
    const auto rises = x > Batch(0.0f);
    const Batch share = simd::select(rises, larger, smaller);
    const Batch rest = simd::select(rises, smaller, larger);
    const Batch y = x * share;
    const Batch inner = Batch(linear) + Batch(3 * cubic) * square;
    return {y, share + y * rest * inner};
  }
};

}  // namespace

Tensor gelu_tanh(Tape& tape, const Tensor& x) { return curve<GeluTanh>(tape, "gelu_tanh", x); }

}  // namespace softlook
