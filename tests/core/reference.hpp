#pragma once

#include <cmath>
#include <complex>
#include <cstddef>
#include <numeric>
#include <vector>

// Textbook definitions in double precision, written for reading and for nothing else. They share no
// code with the engine: a second, independent statement of what each op means. On complex numbers
// they give derivatives without cancellation (see gradcheck.hpp).
namespace reference {

using Number = std::complex<double>;

struct Matrix {
  int rows = 0, columns = 0;
  std::vector<Number> numbers;

  Matrix() = default;
  Matrix(int rows_, int columns_)
      : rows(rows_),
        columns(columns_),
        numbers(static_cast<std::size_t>(rows_) * static_cast<std::size_t>(columns_)) {}

  Number& operator()(int i, int j) { return numbers[static_cast<std::size_t>(i * columns + j)]; }
  const Number& operator()(int i, int j) const {
    return numbers[static_cast<std::size_t>(i * columns + j)];
  }
};

inline Matrix transpose(const Matrix& a) {
  Matrix y(a.columns, a.rows);
  for (int i = 0; i < a.rows; ++i)
    for (int j = 0; j < a.columns; ++j) y(j, i) = a(i, j);
  return y;
}

inline Matrix matmul(const Matrix& a, const Matrix& b) {
  Matrix y(a.rows, b.columns);
  for (int i = 0; i < a.rows; ++i)
    for (int j = 0; j < b.columns; ++j)
      for (int k = 0; k < a.columns; ++k) y(i, j) += a(i, k) * b(k, j);
  return y;
}

inline Matrix softmax(const Matrix& x) {
  Matrix y(x.rows, x.columns);
  for (int i = 0; i < x.rows; ++i) {
    Number total = 0;
    for (int j = 0; j < x.columns; ++j) total += std::exp(x(i, j));
    for (int j = 0; j < x.columns; ++j) y(i, j) = std::exp(x(i, j)) / total;
  }
  return y;
}

inline Matrix slice_rows(const Matrix& x, int first, int count) {
  Matrix y(count, x.columns);
  for (int i = 0; i < count; ++i)
    for (int j = 0; j < x.columns; ++j) y(i, j) = x(first + i, j);
  return y;
}

inline Matrix mean_squared_error(const Matrix& x, const Matrix& target) {
  Matrix y(1, 1);
  for (std::size_t i = 0; i < x.numbers.size(); ++i) {
    const Number miss = x.numbers[i] - target.numbers[i];
    y(0, 0) += miss * miss / static_cast<double>(x.numbers.size());
  }
  return y;
}

// What an attention gives: the weighted values, the weights, and the scores that they come from.
struct Looked {
  Matrix output, weights, scores;
};

inline Looked dot_attention(const Matrix& queries, const Matrix& keys, const Matrix& values) {
  const Matrix scores = matmul(queries, transpose(keys));
  const Matrix weights = softmax(scores);
  return {matmul(weights, values), weights, scores};
}

// The first article's model: predict xₙ from x₁ … xₙ₋₁ and give the squared error.
inline Matrix next_vector_loss(const Matrix& w, const Matrix& u, const Matrix& v, const Matrix& x,
                               const Matrix& next) {
  const Matrix query = matmul(slice_rows(x, x.rows - 1, 1), transpose(w));
  const Matrix keys = matmul(x, transpose(u));
  const Matrix found = dot_attention(query, keys, x).output;
  return mean_squared_error(matmul(found, transpose(v)), next);
}

}  // namespace reference
