#include "../simd/map.hpp"
#include "ops.hpp"

namespace softlook {
namespace {

using simd::Batch;

// A row of x: N numbers, and the one that divides them.
struct Parts {
  std::span<float> numbers;
  float& last;
  explicit Parts(std::span<float> row) : numbers(row.first(row.size() - 1)), last(row.back()) {}
};

void ratio_forward(const Node& node) {
  for (int i = 0; i < node.output.shape.rows(); ++i) {
    const Parts x(node.inputs[0].row(i));
    const Batch whole(x.last);
    if (x.last == 0)
      simd::fill(node.output.row(i), 0.0f);
    else
      simd::map(x.numbers, node.output.row(i), [&](Batch v) { return simd::divide(v, whole); });
  }
}

// With s = x_N:  dxᵢ += dyᵢ/s,  ds −= Σᵢ dyᵢ·yᵢ/s; nothing where s is 0
void ratio_vjp(const Node& node) {
  for (int i = 0; i < node.output.shape.rows(); ++i) {
    const float whole = node.inputs[0].row(i).back();
    if (whole == 0) continue;
    const Parts dx(node.inputs[0].gradient_row(i));
    const auto dy = node.output.gradient_row(i);
    simd::zip(dx.numbers, dy, dx.numbers,
              [&](Batch old, Batch d) { return old + simd::divide(d, Batch(whole)); });
    dx.last -= simd::dot(dy, node.output.row(i)) / whole;
  }
}

}  // namespace

Tensor ratio(Tape& tape, const Tensor& x) {
  if (x.shape.columns() < 2) fail("[ratio] % has nothing before its last column", {x.shape});
  return tape.record("ratio", x.shape.with_columns(x.shape.columns() - 1), {x}, ratio_forward,
                     ratio_vjp);
}

}  // namespace softlook
