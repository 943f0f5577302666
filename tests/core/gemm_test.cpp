#include <catch2/catch_test_macros.hpp>
#include <vector>

#include "simd/gemm.hpp"

using namespace softlook;

TEST_CASE("gemm adds the product for every size, stride and transpose, and writes nothing else") {
  // Small whole numbers: the result is exact whatever the order.
  const auto number = [](int i) { return static_cast<float>((i * 37) % 19 - 9); };
  for (int m : {1, 2, 3, 4, 7})
    for (int n : {1, 3, 4, 5, 12, 13, 25})
      for (int k : {1, 2, 9, 300})
        for (bool transpose_a : {false, true})
          for (bool transpose_b : {false, true}) {
            std::vector<float> a(static_cast<std::size_t>(m * k)),
                b(static_cast<std::size_t>(k * n));
            for (int i = 0; i < m * k; ++i) a[static_cast<std::size_t>(i)] = number(i);
            for (int i = 0; i < k * n; ++i) b[static_cast<std::size_t>(i)] = number(i + 5);
            const simd::Matrix left =
                transpose_a ? simd::Matrix{a.data(), 1, m} : simd::Matrix{a.data(), k, 1};
            const simd::Matrix right =
                transpose_b ? simd::Matrix{b.data(), 1, k} : simd::Matrix{b.data(), n, 1};
            std::vector<float> c(static_cast<std::size_t>(m * n) + 4, 2);
            simd::gemm(m, n, k, left, right, c.data(), n, simd::Into::add);
            bool right_everywhere = true;
            for (int i = 0; i < m; ++i)
              for (int j = 0; j < n; ++j) {
                float expected = 2;
                for (int p = 0; p < k; ++p) expected += left.at(i, p) * right.at(p, j);
                right_everywhere &= c[static_cast<std::size_t>(i * n + j)] == expected;
              }
            for (std::size_t i = static_cast<std::size_t>(m * n); i < c.size(); ++i)
              right_everywhere &= c[i] == 2;
            CAPTURE(m, n, k, transpose_a, transpose_b);
            CHECK(right_everywhere);
          }
}
