#pragma once

#include <cstddef>
#include <vector>

#include "simd/gemm.hpp"

namespace softlook {

// C = A·B, of square matrices: what the row `matmul` measures, natively and in the browser.
struct Product {
  int size;
  std::vector<float> a, b, c;

  explicit Product(int n) : size(n), a(count()), b(count()), c(count()) {}

  // Out of line and called often: a browser optimises functions, not the loop that it is in.
  [[gnu::noinline]] void compute() {
    const simd::Matrix left{a.data(), size, 1}, right{b.data(), size, 1};
    simd::gemm(size, size, size, left, right, c.data(), size, simd::Into::set);
  }

 private:
  std::size_t count() const {
    return static_cast<std::size_t>(size) * static_cast<std::size_t>(size);
  }
};

}  // namespace softlook
