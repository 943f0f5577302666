#pragma once

#include <algorithm>
#include <functional>
#include <limits>
#include <span>

#include "../simd/map.hpp"
#include "ops.hpp"

// What sparsemax and entmax share: yᵢ = max(zᵢ − τ, 0)^power, with τ found from the largest z down.
namespace softlook {

// z = factor·(x − the largest), those that can have a weight, largest first. A weight is at most 1,
// so τ is at least −1. `scratch` is as long as the row; a NaN is no candidate.
inline std::span<const float> candidates(std::span<const float> row, float largest, float factor,
                                         float* scratch) {
  std::size_t count = 0;
  for (float x : row) {
    const float z = factor * (x - largest);
    if (z > -1) scratch[count++] = z;
  }
  std::make_heap(scratch, scratch + count, std::greater<>());
  std::sort_heap(scratch, scratch + count, std::greater<>());
  return {scratch, count};
}

// Calls body(row of x, row of y, largest); rows of −∞ alone get zeros, and a NaN among them stays.
template <class Body>
void each_scored_row(const Node& node, Body&& body) {
  const Tensor& x = node.inputs[0];
  for (int i = 0; i < x.shape.rows(); ++i) {
    const float largest = simd::max(x.row(i));
    if (largest == -std::numeric_limits<float>::infinity())
      simd::map(x.row(i), node.output.row(i), [](simd::Batch score) {
        return simd::select(score == score, simd::Batch(0.0f), score);
      });
    else
      body(x.row(i), node.output.row(i), largest);
  }
}

}  // namespace softlook
