#include "pair.hpp"

namespace softlook {
namespace {

using simd::Batch;

// da += dy/b,  db −= dy·a/b²
struct Quotient {
  static Batch value(const Batch& a, const Batch& b) { return simd::divide(a, b); }
  static Batch to_a(const Batch&, const Batch& b, const Batch& dy) { return simd::divide(dy, b); }
  static Batch to_b(const Batch& a, const Batch& b, const Batch& dy) {
    return -dy * simd::divide(simd::divide(a, b), b);
  }
};

}  // namespace

Tensor divide(Tape& tape, const Tensor& a, const Tensor& b) {
  return pair<Quotient>(tape, "divide", a, b);
}

}  // namespace softlook
