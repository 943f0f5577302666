#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>

#include "error.hpp"

namespace softlook {

// Up to four sizes, outermost first; the last one is contiguous in memory.
class Shape {
 public:
  static constexpr int max_rank = 4;

  Shape() = default;
  Shape(std::initializer_list<int> sizes)
      : Shape(std::span<const int>(sizes.begin(), sizes.size())) {}
  explicit Shape(std::span<const int> sizes);

  int rank() const { return rank_; }
  int operator[](int dimension) const { return sizes_[static_cast<std::size_t>(dimension)]; }

  // The tensor seen as a matrix: the last dimension across, all others down.
  int columns() const;
  int rows() const;
  std::size_t count() const;

  std::string text() const;  // "[2,3]"

  // The same but for one size.
  Shape with(int dimension, int size) const;
  Shape with_columns(int size) const { return with(rank_ - 1, size); }

  bool operator==(const Shape&) const = default;

 private:
  void check() const;

  std::array<int, max_rank> sizes_{};
  int rank_ = 0;
};

// A handle to values and, where one is wanted, their gradient. It owns nothing: the memory belongs
// to an arena. A tensor without a gradient is a constant, and no vjp writes to it.
struct Tensor {
  Shape shape;
  float* values = nullptr;
  float* gradient = nullptr;

  std::size_t count() const { return shape.count(); }
  std::span<float> all() const;
  std::span<float> all_gradient() const;

  std::span<float> row(int index) const;
  std::span<float> gradient_row(int index) const;
};

}  // namespace softlook
