#include "unary.hpp"

namespace softlook {
namespace {

using simd::Batch;

// dx += dy/2y
struct SquareRoot {
  static Batch value(const Batch& x) { return simd::sqrt(x); }
  static Batch slope(const Batch&, const Batch& y) { return simd::divide(Batch(0.5f), y); }
};

}  // namespace

Tensor square_root(Tape& tape, const Tensor& x) {
  return unary<SquareRoot>(tape, "square_root", x);
}

}  // namespace softlook
