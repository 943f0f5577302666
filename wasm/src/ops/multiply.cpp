#include "pair.hpp"

namespace softlook {
namespace {

using simd::Batch;

// da += dy·b,  db += dy·a
struct Product {
  static Batch value(const Batch& a, const Batch& b) { return a * b; }
  static Batch to_a(const Batch&, const Batch& b, const Batch& dy) { return dy * b; }
  static Batch to_b(const Batch& a, const Batch&, const Batch& dy) { return dy * a; }
};

}  // namespace

Tensor multiply(Tape& tape, const Tensor& a, const Tensor& b) {
  return pair<Product>(tape, "multiply", a, b);
}

}  // namespace softlook
