#include <limits>

#include "unary.hpp"

namespace softlook {
namespace {

using simd::Batch;

// dx += dy/x
struct Log {
  // Where there is no logarithm: NaN, so that it is noticed.
  static Batch value(const Batch& x) {
    const Batch none(std::numeric_limits<float>::quiet_NaN());
    return simd::select(x > Batch(0.0f), simd::log(x), none);
  }
  static Batch slope(const Batch& x, const Batch&) { return simd::divide(Batch(1.0f), x); }
};

}  // namespace

Tensor log(Tape& tape, const Tensor& x) { return unary<Log>(tape, "log", x); }

}  // namespace softlook
