#include <algorithm>

#include "../simd/map.hpp"
#include "ops.hpp"

namespace softlook {
namespace {

// dx's rows first … first+count−1 += dy
void slice_rows_vjp(const Node& node) {
  const Tensor& x = node.inputs[0];
  const int first = *static_cast<const int*>(node.saved);
  for (int i = 0; i < node.output.shape.rows(); ++i) {
    simd::zip(x.gradient_row(first + i), node.output.gradient_row(i), x.gradient_row(first + i),
              [](simd::Batch dx, simd::Batch dy) { return dx + dy; });
  }
}

}  // namespace

Tensor slice_rows(Tape& tape, Tensor x, int first, int count) {
  if (x.shape.rank() != 2 || first < 0 || count < 1 || count > x.shape.rows() - first)
    throw Error("[slice_rows] there are no " + std::to_string(count) + " rows from row " +
                std::to_string(first) + " in " + x.shape.text());

  int* saved = tape.arena().take<int>(1, "slice_rows").data();
  *saved = first;
  Tensor y = tape.output("slice_rows", {count, x.shape.columns()}, {x}, slice_rows_vjp, saved);
  std::copy_n(x.row(first).data(), y.count(), y.values);
  return y;
}

}  // namespace softlook
