#include <algorithm>
#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <memory>
#include <vector>

#include "rng.hpp"
#include "simd/gemm.hpp"

using namespace softlook;
using simd::gemm;
using simd::Into;
using simd::Matrix;

namespace {

constexpr float not_a_number = std::numeric_limits<float>::quiet_NaN();

enum class Form { rows, columns, rows_with_gaps, columns_with_gaps, scattered };
constexpr Form forms[] = {Form::rows, Form::columns, Form::rows_with_gaps, Form::columns_with_gaps,
                          Form::scattered};

// A matrix in memory that ends with its last element, so that a sanitizer sees a step too far; the
// gaps between its elements hold NaN.
struct Stored {
  std::unique_ptr<float[]> memory;
  Matrix view{};

  Stored(int rows, int columns, Form form, auto&& element) {
    switch (form) {
      case Form::rows:
        view = {nullptr, columns, 1};
        break;
      case Form::columns:
        view = {nullptr, 1, rows};
        break;
      case Form::rows_with_gaps:
        view = {nullptr, columns + 3, 1};
        break;
      case Form::columns_with_gaps:
        view = {nullptr, 1, rows + 5};
        break;
      case Form::scattered:
        view = {nullptr, 2, 2 * rows + 1};
        break;
    }
    const std::ptrdiff_t size = (rows - 1) * view.down + (columns - 1) * view.across + 1;
    memory.reset(new float[static_cast<std::size_t>(size)]);
    std::fill_n(memory.get(), size, not_a_number);
    view.data = memory.get();
    for (int i = 0; i < rows; ++i)
      for (int j = 0; j < columns; ++j) memory[at(i, j)] = element(i, j);
  }

  std::size_t at(int i, int j) const {
    return static_cast<std::size_t>(i * view.down + j * view.across);
  }
};

// Small whole numbers: a sum of their products is exact whatever the order.
float whole(int i, int j) { return static_cast<float>((i * 37 + j * 11) % 19 - 9); }

// What the header says, in plain floats.
float element_of(const Matrix& a, const Matrix& b, int i, int j, int k, float old) {
  float sum = old;
  for (int first = 0; first < k; first += simd::gemm_depth) {
    float block = 0;
    for (int p = first; p < std::min(k, first + simd::gemm_depth); ++p)
      block = block + a.at(i, p) * b.at(p, j);
    sum = sum + block;
  }
  return sum;
}

struct Normal {
  Rng rng{1, 1};
  float operator()(int, int) { return rng.normal(); }
};

bool same_bits(const std::vector<float>& x, const std::vector<float>& y) {
  for (std::size_t i = 0; i < x.size(); ++i)
    if (std::bit_cast<std::uint32_t>(x[i]) != std::bit_cast<std::uint32_t>(y[i])) return false;
  return x.size() == y.size();
}

}  // namespace

TEST_CASE("gemm sets and adds the product for every size and stride, and writes nothing else") {
  const auto check = [](int m, int n, int k, Form form_a, Form form_b, Into into) {
    const Stored a(m, k, form_a, whole), b(k, n, form_b, whole);
    const std::ptrdiff_t c_down = n + 3;
    // What is set may hold anything before, and the gaps hold their own.
    const float before = into == Into::set ? not_a_number : 2.0f;
    std::vector<float> c(static_cast<std::size_t>((m - 1) * c_down + n) + 4, -7.0f);
    for (int i = 0; i < m; ++i) std::fill_n(c.begin() + i * c_down, n, before);

    gemm(m, n, k, a.view, b.view, c.data(), c_down, into);

    bool right = true;
    for (std::ptrdiff_t at = 0; at < std::ssize(c); ++at) {
      const int i = static_cast<int>(at / c_down), j = static_cast<int>(at % c_down);
      float expected = -7;
      if (i < m && j < n)
        expected = element_of(a.view, b.view, i, j, k, into == Into::set ? 0 : before);
      right &= c[static_cast<std::size_t>(at)] == expected;
    }
    CAPTURE(m, n, k, static_cast<int>(form_a), static_cast<int>(form_b), static_cast<int>(into));
    CHECK(right);
  };

  for (Form form_a : forms)
    for (Form form_b : forms)
      for (Into into : {Into::set, Into::add}) {
        for (int m : {1, 2, 3, 4, 5, 17, 33})
          for (int n : {1, 3, 4, 5, 8, 12, 17, 33})
            for (int k : {1, 2, 3, 5, 17}) check(m, n, k, form_a, form_b, into);
        for (int k : {65, 300, 600}) check(5, 9, k, form_a, form_b, into);
        check(70, 3, 65, form_a, form_b, into);
        check(3, 300, 5, form_a, form_b, into);
        check(131, 133, 66, form_a, form_b, into);
      }
}

TEST_CASE("gemm of no products sets to zero, and adds nothing") {
  std::vector<float> c = {1, 2, 3, 4, 5, 6};
  gemm(2, 2, 0, {nullptr, 0, 1}, {nullptr, 2, 1}, c.data(), 3, Into::add);
  CHECK(c == std::vector<float>{1, 2, 3, 4, 5, 6});
  gemm(2, 2, 0, {nullptr, 0, 1}, {nullptr, 2, 1}, c.data(), 3, Into::set);
  CHECK(c == std::vector<float>{0, 0, 3, 0, 0, 6});
}

TEST_CASE("gemm sums in the order that its header gives") {
  const int m = 9, n = 21;
  for (int k : {7, 256, 257, 600})
    for (Form form_a : forms)
      for (Form form_b : forms)
        for (Into into : {Into::set, Into::add}) {
          const Stored a(m, k, form_a, Normal{}), b(k, n, form_b, Normal{});
          const float old = 0.1f;
          std::vector<float> c(m * n, old), expected;
          gemm(m, n, k, a.view, b.view, c.data(), n, into);
          for (int i = 0; i < m; ++i)
            for (int j = 0; j < n; ++j)
              expected.push_back(element_of(a.view, b.view, i, j, k, into == Into::set ? 0 : old));
          CAPTURE(k, static_cast<int>(form_a), static_cast<int>(form_b), static_cast<int>(into));
          CHECK(same_bits(c, expected));
        }
}

TEST_CASE("gemm with a row is gemm added to that row, repeated") {
  for (int m : {1, 5, 150})
    for (int n : {1, 5, 8, 19, 140})
      for (int k : {0, 3, 600}) {
        const Stored a(m, std::max(k, 1), Form::rows, Normal{}),
            b(std::max(k, 1), n, Form::columns, Normal{}), row(1, n, Form::rows, Normal{});
        const std::ptrdiff_t down = n + 3;
        const auto size = static_cast<std::size_t>(m * down);
        std::vector<float> c(size, -7.0f), expected(size, -7.0f);
        for (int i = 0; i < m; ++i) std::copy_n(row.view.data, n, expected.data() + i * down);
        gemm(m, n, k, a.view, b.view, expected.data(), down, Into::add);
        simd::gemm_plus_row(m, n, k, a.view, b.view, row.view.data, c.data(), down);
        CAPTURE(m, n, k);
        CHECK(same_bits(c, expected));
      }
}

TEST_CASE("gemm in blocks of rows and columns has the bits of the whole") {
  const int m = 53, n = 67, k = 300;
  for (Form form_a : forms)
    for (Form form_b : forms) {
      const Stored a(m, k, form_a, Normal{}), b(k, n, form_b, Normal{});
      const std::vector<float> old(m * n, 0.1f);
      std::vector<float> at_once = old, in_blocks = old;
      gemm(m, n, k, a.view, b.view, at_once.data(), n, Into::add);
      for (int i = 0; i < m; i += 19)
        for (int j = 0; j < n; j += 23) {
          Matrix left = a.view, right = b.view;
          left.data += i * left.down;
          right.data += j * right.across;
          gemm(std::min(19, m - i), std::min(23, n - j), k, left, right,
               in_blocks.data() + i * n + j, n, Into::add);
        }
      CAPTURE(static_cast<int>(form_a), static_cast<int>(form_b));
      CHECK(same_bits(at_once, in_blocks));
    }
}

TEST_CASE("a NaN and an infinity in A and B reach exactly the elements they belong to") {
  const int m = 7, n = 13, k = 9;
  Stored a(m, k, Form::rows, whole), b(k, n, Form::columns, whole);
  a.memory[a.at(2, 3)] = not_a_number;
  b.memory[b.at(4, 12)] = std::numeric_limits<float>::infinity();
  std::vector<float> c(m * n);
  gemm(m, n, k, a.view, b.view, c.data(), n, Into::set);
  for (int i = 0; i < m; ++i)
    for (int j = 0; j < n; ++j)
      CHECK(std::isfinite(c[static_cast<std::size_t>(i * n + j)]) == (i != 2 && j != 12));
}
