#pragma once

#include <algorithm>
#include <limits>
#include <span>

#include "../simd/map.hpp"
#include "ops.hpp"

// What sparsemax and entmax share: yᵢ = max(zᵢ − τ, 0)^power, with τ found from the largest z down.
namespace softlook {

// z = factor·(x − the largest) of those elements of a row that can have a weight, largest first. A
// weight is at most 1, so τ is at least −1. A NaN is no candidate. Most rows give few a weight, so
// they are not all sorted but taken from a heap one by one; `scratch` is as long as the row.
class Candidates {
 public:
  Candidates(std::span<const float> row, float largest, float factor, float* scratch)
      : first_(scratch), end_(scratch) {
    for (float x : row) {
      *end_ = factor * (x - largest);
      end_ += *end_ > -1;  // without a branch, which would be guessed wrong half of the time
    }
    std::make_heap(first_, end_);
  }
  bool empty() const { return first_ == end_; }
  float next() {
    std::pop_heap(first_, end_);
    return *--end_;
  }

 private:
  float *first_, *end_;
};

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
