#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <cstddef>
#include <initializer_list>
#include <vector>

// Textbook definitions in double precision, written for reading and for nothing else. They share no
// code with the engine: a second, independent statement of what each op means. On complex numbers
// they give derivatives without cancellation (see gradcheck.hpp); where a definition compares, it
// compares real parts.
namespace reference {

using Number = std::complex<double>;
using Size = std::array<int, 4>;  // of an array with fewer dimensions the first are 1

struct Array {
  Size size{1, 1, 1, 1};
  std::vector<Number> numbers;

  Array() : Array(Size{1, 1, 1, 1}) {}
  explicit Array(const Size& size_) : size(size_), numbers(static_cast<std::size_t>(count())) {}
  Array(std::initializer_list<int> sizes) {
    std::copy_backward(sizes.begin(), sizes.end(), size.end());
    numbers.resize(static_cast<std::size_t>(count()));
  }

  int count() const { return size[0] * size[1] * size[2] * size[3]; }
  // Seen as a matrix: the last dimension across, all others down.
  int columns() const { return size[3]; }
  int rows() const { return count() / columns(); }
  Number& operator()(int i, int j) { return numbers[static_cast<std::size_t>(i * size[3] + j)]; }
  const Number& operator()(int i, int j) const {
    return numbers[static_cast<std::size_t>(i * size[3] + j)];
  }

  // A dimension of size 1 is repeated.
  std::size_t at(int a, int b, int c, int d) const {
    const auto inside = [](int index, int n) { return n == 1 ? 0 : index; };
    const int whole = (inside(a, size[0]) * size[1] + inside(b, size[1])) * size[2];
    return static_cast<std::size_t>((whole + inside(c, size[2])) * size[3] + inside(d, size[3]));
  }
  Number& operator()(int a, int b, int c, int d) { return numbers[at(a, b, c, d)]; }
  const Number& operator()(int a, int b, int c, int d) const { return numbers[at(a, b, c, d)]; }
};

// The array whose element (a, b, c, d) is f(a, b, c, d).
template <class F>
Array make(const Size& size, F&& f) {
  Array y(size);
  for (int a = 0; a < size[0]; ++a)
    for (int b = 0; b < size[1]; ++b)
      for (int c = 0; c < size[2]; ++c)
        for (int d = 0; d < size[3]; ++d) y(a, b, c, d) = f(a, b, c, d);
  return y;
}

template <class F>
Array each(const Array& x, F&& f) {
  Array y = x;
  for (Number& number : y.numbers) number = f(number);
  return y;
}

// The sizes that two broadcast arrays have together.
inline Size common(const Array& a, const Array& b) {
  Size size{};
  for (std::size_t i = 0; i < 4; ++i) size[i] = std::max(a.size[i], b.size[i]);
  return size;
}

template <class F>
Array pair(const Array& x, const Array& y, F&& f) {
  return make(common(x, y),
              [&](int a, int b, int c, int d) { return f(x(a, b, c, d), y(a, b, c, d)); });
}

inline bool larger(const Number& a, const Number& b) { return a.real() > b.real(); }

inline Array add(const Array& a, const Array& b) {
  return pair(a, b, [](Number x, Number y) { return x + y; });
}
inline Array scale(const Array& x, double factor) {
  return each(x, [&](Number v) { return factor * v; });
}

// --- products ---------------------------------------------------------------------------------

inline Array transpose(const Array& x) {
  return make({x.size[0], x.size[1], x.size[3], x.size[2]},
              [&](int a, int b, int i, int j) { return x(a, b, j, i); });
}

inline Array matmul(const Array& x, const Array& y) {
  const Size both = common(x, y);
  return make({both[0], both[1], x.size[2], y.size[3]}, [&](int a, int b, int i, int j) {
    Number sum = 0;
    for (int k = 0; k < x.size[3]; ++k) sum += x(a, b, i, k) * y(a, b, k, j);
    return sum;
  });
}

// Without a bias: one zero.
inline Array linear(const Array& x, const Array& weight, const Array& bias = {}) {
  return make({x.size[0], x.size[1], x.size[2], weight.size[2]}, [&](int a, int b, int i, int j) {
    Number sum = bias(0, 0, 0, j);
    for (int k = 0; k < x.size[3]; ++k) sum += x(a, b, i, k) * weight(j, k);
    return sum;
  });
}

// --- element by element -----------------------------------------------------------------------

inline Number sigmoid(const Number& x) { return 1.0 / (1.0 + std::exp(-x)); }

// The library's erf takes no complex number; this is right to the first order of the imaginary part.
inline Number normal_distribution(const Number& x) {
  const double root2 = std::sqrt(2.0), pi = std::acos(-1.0);
  const double density = std::exp(-x.real() * x.real() / 2) / std::sqrt(2 * pi);
  return {(1 + std::erf(x.real() / root2)) / 2, density * x.imag()};
}

inline Number gelu_tanh(const Number& x) {
  const double root = std::sqrt(2 / std::acos(-1.0));
  return 0.5 * x * (1.0 + std::tanh(root * (x + 0.044715 * x * x * x)));
}

// --- shapes and sums; an axis counts from the last, −1 ------------------------------------------

inline Size without(const Size& size, int axis) {
  Size less{1, 1, 1, 1};
  for (int i = 3, to = 3; i >= 0; --i)
    if (i != axis + 4) less[static_cast<std::size_t>(to--)] = size[static_cast<std::size_t>(i)];
  return less;
}

// f of the elements along the axis, for each place beside it.
template <class F>
Array fold(const Array& x, int axis, F&& f) {
  const auto at = static_cast<std::size_t>(axis + 4);
  Size flat = x.size;
  flat[at] = 1;
  Array y = make(flat, [&](int a, int b, int c, int d) {
    std::vector<Number> along;
    std::array<int, 4> index{a, b, c, d};
    for (index[at] = 0; index[at] < x.size[at]; ++index[at])
      along.push_back(x(index[0], index[1], index[2], index[3]));
    return f(along);
  });
  y.size = without(x.size, axis);
  return y;
}

inline Number sum_of(const std::vector<Number>& x) {
  Number sum = 0;
  for (const Number& number : x) sum += number;
  return sum;
}
inline Number mean_of(const std::vector<Number>& x) {
  return sum_of(x) / static_cast<double>(x.size());
}
inline Number first_largest(const std::vector<Number>& x) {
  Number largest = x[0];
  for (const Number& number : x)
    if (larger(number, largest)) largest = number;
  return largest;
}

// y's dimension i is x's dimension order[i], of four.
inline Array permute(const Array& x, const std::array<int, 4>& order) {
  Size size{};
  for (std::size_t i = 0; i < 4; ++i) size[i] = x.size[static_cast<std::size_t>(order[i])];
  return make(size, [&](int a, int b, int c, int d) {
    std::array<int, 4> from{};
    const std::array<int, 4> index{a, b, c, d};
    for (std::size_t i = 0; i < 4; ++i) from[static_cast<std::size_t>(order[i])] = index[i];
    return x(from[0], from[1], from[2], from[3]);
  });
}

inline Array split_heads(const Array& x, int heads) {
  const int width = x.size[3] / heads;
  return make({x.size[1], heads, x.size[2], width},
              [&](int b, int h, int t, int d) { return x(0, b, t, h * width + d); });
}
inline Array merge_heads(const Array& x) {
  const int width = x.size[3];
  return make({1, x.size[0], x.size[2], x.size[1] * width},
              [&](int, int b, int t, int i) { return x(b, i / width, t, i % width); });
}

inline Array slice(const Array& x, int axis, int first, int count) {
  const auto at = static_cast<std::size_t>(axis + 4);
  Size size = x.size;
  size[at] = count;
  return make(size, [&](int a, int b, int c, int d) {
    std::array<int, 4> from{a, b, c, d};
    from[at] += first;
    return x.numbers[x.at(from[0], from[1], from[2], from[3])];
  });
}

inline Array concat(const Array& x, const Array& y, int axis) {
  const auto at = static_cast<std::size_t>(axis + 4);
  Size size = x.size;
  size[at] += y.size[at];
  return make(size, [&](int a, int b, int c, int d) {
    std::array<int, 4> from{a, b, c, d};
    const bool first = from[at] < x.size[at];
    if (!first) from[at] -= x.size[at];
    return (first ? x : y)(from[0], from[1], from[2], from[3]);
  });
}

inline int whole(const Number& number) { return static_cast<int>(number.real()); }

inline Array gather(const Array& x, const Array& index) {
  return make({x.size[0], x.size[1], x.size[2], index.size[3]}, [&](int a, int b, int c, int d) {
    return x(a, b, c, x.size[3] == 1 ? 0 : whole(index(a, b, c, d)));
  });
}

inline Array embedding(const Array& table, const Array& tokens) {
  return make({tokens.size[1], tokens.size[2], tokens.size[3], table.size[3]},
              [&](int a, int b, int c, int d) {
                const int token = whole(tokens(0, a, b, c));
                return token < 0 ? Number(0) : table(token, d);
              });
}

// --- from scores to weights -------------------------------------------------------------------

struct Mask {
  bool causal = false;
  int window = 0;
  Array padding = {};  // one zero: every key is one
  Array bias = {};     // one zero: nothing is added
};

inline Array mask(const Array& x, const Mask& mask) {
  return make(x.size, [&](int b, int h, int i, int j) -> Number {
    const int distance = j - (i + x.size[3] - x.size[2]);
    if (mask.causal && distance > 0) return -INFINITY;
    if (mask.window > 0 && std::abs(distance) > mask.window) return -INFINITY;
    if (whole(mask.padding(0, 0, b, j)) == -1) return -INFINITY;
    return x(b, h, i, j) + mask.bias(b, h, i, j);
  });
}

// `more` adds to the sum of a row's powers.
template <class More>
Array softmax(const Array& x, More&& more) {
  Array y = x;
  for (int i = 0; i < x.rows(); ++i) {
    Number total = more(i);
    for (int j = 0; j < x.columns(); ++j) total += std::exp(x(i, j));
    for (int j = 0; j < x.columns(); ++j)
      y(i, j) = total == 0.0 ? Number(0) : std::exp(x(i, j)) / total;
  }
  return y;
}
inline Array softmax(const Array& x) {
  return softmax(x, [](int) { return Number(0); });
}
inline Array softmax_with_sink(const Array& x, const Array& sink) {
  return softmax(x, [&](int i) { return std::exp(sink(0, i / x.size[2] % x.size[1])); });
}

inline Array log_softmax(const Array& x) {
  return each(softmax(x), [](Number y) { return std::log(y); });
}

// yᵢ = max(factor·xᵢ − τ, 0)^power with the τ that makes a row sum to one, found by bisection. A step
// of Newton's method from there gives its derivative.
inline Array threshold(const Array& x, double factor, int power) {
  Array y = x;
  for (int i = 0; i < x.rows(); ++i) {
    const auto total = [&](Number tau) {
      Number sum = 0;
      for (int j = 0; j < x.columns(); ++j)
        if (larger(factor * x(i, j), tau)) sum += std::pow(factor * x(i, j) - tau, power);
      return sum;
    };
    double high = -INFINITY;
    for (int j = 0; j < x.columns(); ++j) high = std::max(high, factor * x(i, j).real());
    double low = high - 1;
    for (int step = 0; step < 100; ++step) {
      const double middle = (low + high) / 2;
      (total(middle).real() > 1 ? low : high) = middle;
    }
    Number slope = 0;
    for (int j = 0; j < x.columns(); ++j)
      if (factor * x(i, j).real() > high)
        slope -= power * std::pow(factor * x(i, j).real() - high, power - 1);
    const Number tau = high - (total(high) - 1.0) / slope;
    for (int j = 0; j < x.columns(); ++j)
      y(i, j) = larger(factor * x(i, j), tau) ? std::pow(factor * x(i, j) - tau, power) : Number(0);
  }
  return y;
}
inline Array sparsemax(const Array& x) { return threshold(x, 1, 1); }
inline Array entmax15(const Array& x) { return threshold(x, 0.5, 2); }

// --- normalisation ----------------------------------------------------------------------------

inline Array normalise(const Array& x, double epsilon, bool centred) {
  Array y = x;
  for (int i = 0; i < x.rows(); ++i) {
    Number mean = 0, variance = 0;
    const double count = x.columns();
    for (int j = 0; j < x.columns(); ++j) mean += centred ? x(i, j) / count : 0.0;
    for (int j = 0; j < x.columns(); ++j) variance += (x(i, j) - mean) * (x(i, j) - mean) / count;
    for (int j = 0; j < x.columns(); ++j)
      y(i, j) = (x(i, j) - mean) / std::sqrt(variance + epsilon);
  }
  return y;
}

inline Array multiply(const Array& a, const Array& b) {
  return pair(a, b, [](Number x, Number y) { return x * y; });
}
inline Array layer_norm(const Array& x, const Array& weight, const Array& bias,
                        double epsilon = 1e-5) {
  return add(multiply(normalise(x, epsilon, true), weight), bias);
}
inline Array rms_norm(const Array& x, const Array& weight, double epsilon = 1e-5) {
  return multiply(normalise(x, epsilon, false), weight);
}

// --- images -----------------------------------------------------------------------------------

// f(sample, channel, y, x) for every place of a window of the given sizes, whose first pixel is at
// (y, x), perhaps outside.
template <class F>
Array slide(const Array& x, int channels, int height, int width, int stride, int padding, F&& f) {
  const int rows = (x.size[2] + 2 * padding - height) / stride + 1;
  const int columns = (x.size[3] + 2 * padding - width) / stride + 1;
  return make({x.size[0], channels, rows, columns}, [&](int b, int c, int i, int j) {
    return f(b, c, i * stride - padding, j * stride - padding);
  });
}
inline bool inside(const Array& x, int i, int j) {
  return i >= 0 && i < x.size[2] && j >= 0 && j < x.size[3];
}

inline Array convolution(const Array& x, const Array& kernel, const Array& bias, int stride,
                         int padding) {
  const auto [outputs, channels, height, width] = kernel.size;
  return slide(x, outputs, height, width, stride, padding, [&](int b, int o, int y0, int x0) {
    Number sum = bias(0, 0, 0, o);
    for (int c = 0; c < kernel.size[1]; ++c)
      for (int i = 0; i < kernel.size[2]; ++i)
        for (int j = 0; j < kernel.size[3]; ++j)
          if (inside(x, y0 + i, x0 + j)) sum += x(b, c, y0 + i, x0 + j) * kernel(o, c, i, j);
    return sum;
  });
}

// The pixels of a window that are not padding.
inline std::vector<Number> pixels(const Array& x, int size, int b, int c, int y0, int x0) {
  std::vector<Number> found;
  for (int i = y0; i < y0 + size; ++i)
    for (int j = x0; j < x0 + size; ++j)
      if (inside(x, i, j)) found.push_back(x(b, c, i, j));
  return found;
}
inline Array max_pool(const Array& x, int size, int stride, int padding) {
  return slide(x, x.size[1], size, size, stride, padding, [&](int b, int c, int i, int j) {
    return first_largest(pixels(x, size, b, c, i, j));
  });
}
inline Array average_pool(const Array& x, int size, int stride, int padding) {
  return slide(x, x.size[1], size, size, stride, padding, [&](int b, int c, int i, int j) {
    return sum_of(pixels(x, size, b, c, i, j)) / static_cast<double>(size * size);
  });
}

// Squares around a place, ever larger and coarser.        x [B,Y,X], place [B,2] → [B,scales·size²]
inline Array glimpse(const Array& x, const Array& place, int size, int scales) {
  const int samples = x.size[1];
  return make({1, 1, samples, scales * size * size}, [&](int, int, int b, int at) {
    const int scale = at / (size * size), i = at / size % size, j = at % size;
    const int step = scale == 0 ? 1 : scale == 1 ? 2 : 4;
    Number sum = 0;
    for (int n = 0; n < step * step; ++n) {
      const int row = whole(place(b, 0)) - size * step / 2 + i * step + n / step;
      const int column = whole(place(b, 1)) - size * step / 2 + j * step + n % step;
      if (inside(x, row, column)) sum += x(0, b, row, column);
    }
    return sum / static_cast<double>(step * step);
  });
}

// --- losses -----------------------------------------------------------------------------------

inline Array cross_entropy(const Array& x, const Array& target, double smoothing) {
  const Array logs = log_softmax(x);
  Number loss = 0;
  int counted = 0;
  for (int i = 0; i < x.rows(); ++i) {
    const int wanted = whole(target.numbers[static_cast<std::size_t>(i)]);
    if (wanted == -1) continue;
    ++counted;
    for (int v = 0; v < x.columns(); ++v) {
      const double share = smoothing / x.columns() + (v == wanted ? 1 - smoothing : 0);
      if (share > 0) loss -= share * logs(i, v);
    }
  }
  Array y;
  y.numbers[0] = counted > 0 ? loss / static_cast<double>(counted) : 0.0;
  return y;
}

inline Array mean_squared_error(const Array& x, const Array& target) {
  Array y;
  for (std::size_t i = 0; i < x.numbers.size(); ++i) {
    const Number miss = x.numbers[i] - target.numbers[i];
    y.numbers[0] += miss * miss / static_cast<double>(x.numbers.size());
  }
  return y;
}

inline Array binary_cross_entropy(const Array& x, const Array& target) {
  Array y;
  for (std::size_t i = 0; i < x.numbers.size(); ++i) {
    const Number share = sigmoid(x.numbers[i]), t = target.numbers[i];
    y.numbers[0] -= (t * std::log(share) + (1.0 - t) * std::log(1.0 - share)) /
                    static_cast<double>(x.numbers.size());
  }
  return y;
}

}  // namespace reference
