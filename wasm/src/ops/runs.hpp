#pragma once

#include <array>
#include <cstddef>

#include "ops.hpp"

namespace softlook {

// A walk over two tensors at once, in up to four nested loops; a step of 0 repeats. Dimensions that
// can be walked as one are one, so that the innermost run is as long as can be.
class Runs {
 public:
  struct Dimension {
    int size = 1;
    std::ptrdiff_t a = 0, b = 0;  // steps
  };

  // Each call adds a loop around those before: the first is the innermost.
  void add(const Dimension& next) {
    if (next.size == 1) return;
    Dimension& last = loops_[count_ == 0 ? 0 : count_ - 1];
    if (count_ > 0 && next.a == last.a * last.size && next.b == last.b * last.size)
      last.size *= next.size;
    else
      loops_[count_++] = next;
  }

  const Dimension& run() const { return loops_[0]; }
  std::size_t run_length() const { return static_cast<std::size_t>(loops_[0].size); }
  // Whether one run is all there is.
  bool single() const { return count_ <= 1; }

  // body(where the run begins in a, in b)
  template <class Body>
  void each(Body&& body) const {
    const auto& [run, x, y, z] = loops_;
    for (int i = 0; i < z.size; ++i)
      for (int j = 0; j < y.size; ++j)
        for (int k = 0; k < x.size; ++k)
          body(i * z.a + j * y.a + k * x.a, i * z.b + j * y.b + k * x.b);
  }

 private:
  std::array<Dimension, Shape::max_rank> loops_;
  std::size_t count_ = 0;
};

}  // namespace softlook
