#include "unary.hpp"

namespace softlook {
namespace {

using simd::Batch;

// dx += dy·y·(1 − y)
struct Sigmoid {
  static Batch value(const Batch& x) { return simd::sigmoid(x); }
  static Batch slope(const Batch&, const Batch& y) { return y * (Batch(1.0f) - y); }
};

}  // namespace

Tensor sigmoid(Tape& tape, const Tensor& x) { return unary<Sigmoid>(tape, "sigmoid", x); }

}  // namespace softlook
