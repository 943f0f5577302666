#include "unary.hpp"

namespace softlook {
namespace {

using simd::Batch;

// dx += dy where x is positive
struct Relu {
  static Batch value(const Batch& x) { return simd::at_least(x, Batch(0.0f)); }
  static Batch slope(const Batch& x, const Batch&) {
    return simd::select(x > Batch(0.0f), Batch(1.0f), Batch(0.0f));
  }
};

}  // namespace

Tensor relu(Tape& tape, const Tensor& x) { return unary<Relu>(tape, "relu", x); }

}  // namespace softlook
