#include "pair.hpp"

namespace softlook {
namespace {

using simd::Batch;

// da += dy,  db −= dy
struct Difference {
  static Batch value(const Batch& a, const Batch& b) { return a - b; }
  static Batch to_a(const Batch&, const Batch&, const Batch& dy) { return dy; }
  static Batch to_b(const Batch&, const Batch&, const Batch& dy) { return -dy; }
};

}  // namespace

Tensor subtract(Tape& tape, const Tensor& a, const Tensor& b) {
  return pair<Difference>(tape, "subtract", a, b);
}

}  // namespace softlook
