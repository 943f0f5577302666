#include "unary.hpp"

namespace softlook {
namespace {

using simd::Batch;

// D. Hendrycks, K. Gimpel, 2016, "Gaussian Error Linear Units (GELUs)". With the normal distribution
// Φ = ½ + ½·erf(x/√2) and its density φ = exp(−x²/2)/√(2π):   dx += dy·(Φ + x·φ)
struct Gelu {
  static Curve at(const Batch& x) {
    const Batch share = Batch(0.5f) + Batch(0.5f) * simd::erf(Batch(0.707106781f) * x);
    const Batch density = Batch(0.398942280f) * simd::exp_nonpositive(Batch(-0.5f) * x * x);
    return {x * share, share + x * density};
  }
};

}  // namespace

Tensor gelu(Tape& tape, const Tensor& x) { return curve<Gelu>(tape, "gelu", x); }

}  // namespace softlook
