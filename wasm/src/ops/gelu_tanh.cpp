#include "unary.hpp"

namespace softlook {
namespace {

using simd::Batch;

// D. Hendrycks, K. Gimpel, 2016, "Gaussian Error Linear Units (GELUs)". ½·(1 + tanh u) = σ(2u) is an
// exponential and a division; so with 2u = 2√(2/π)·(x + 0.044715x³):
//     y = x·σ(2u),   dx += dy·(σ + y·(1 − σ)·d2u/dx)
// Where σ is almost 1, 1 − σ = e^(−2u)·σ has the digits that a subtraction would lose.
struct GeluTanh {
  static Curve at(const Batch& x) {
    constexpr float linear = 1.59576912f, cubic = linear * 0.044715f;
    const Batch square = x * x;
    const Batch power = simd::exp(-(x * (Batch(linear) + Batch(cubic) * square)));
    const Batch share = simd::divide(Batch(1.0f), Batch(1.0f) + power);
    const Batch rest = simd::select(x > Batch(0.0f), power * share, Batch(1.0f) - share);
    const Batch y = x * share;
    const Batch inner = Batch(linear) + Batch(3 * cubic) * square;
    return {y, share + y * rest * inner};
  }
};

}  // namespace

Tensor gelu_tanh(Tape& tape, const Tensor& x) { return curve<GeluTanh>(tape, "gelu_tanh", x); }

}  // namespace softlook
