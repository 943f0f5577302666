#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
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
  explicit Shape(std::span<const int> sizes) {
    if (sizes.size() > static_cast<std::size_t>(max_rank))
      throw Error("[shape] a tensor has at most 4 dimensions");
    for (int size : sizes) sizes_[static_cast<std::size_t>(rank_++)] = size;
    check();
  }

  int rank() const { return rank_; }
  int operator[](int dimension) const { return sizes_[static_cast<std::size_t>(dimension)]; }

  // The tensor seen as a matrix: the last dimension across, all others down.
  int columns() const { return rank_ == 0 ? 0 : sizes_[static_cast<std::size_t>(rank_ - 1)]; }
  int rows() const {
    int product = 1;
    for (int i = 0; i + 1 < rank_; ++i) product *= sizes_[static_cast<std::size_t>(i)];
    return product;
  }
  std::size_t count() const {
    return static_cast<std::size_t>(rows()) * static_cast<std::size_t>(columns());
  }

  std::string text() const {
    std::string joined = "[";
    for (int i = 0; i < rank_; ++i) {
      joined += (i == 0 ? "" : ",") + std::to_string((*this)[i]);
    }
    return joined + "]";
  }

  // The same but for one size.
  Shape with(int dimension, int size) const {
    Shape other = *this;
    other.sizes_[static_cast<std::size_t>(dimension)] = size;
    other.check();
    return other;
  }
  Shape with_columns(int size) const { return with(rank_ - 1, size); }

  bool operator==(const Shape&) const = default;

 private:
  void check() const {
    std::int64_t count = 1;
    for (int i = 0; i < rank_; ++i) {
      const int size = (*this)[i];
      if (size < 1)
        throw Error("[shape] every size must be at least 1, got " + std::to_string(size));
      count *= size;
      if (count > std::numeric_limits<int>::max())
        throw Error("[shape] " + text() + " has more numbers than a tensor can hold");
    }
  }

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
  std::span<float> all() const { return {values, count()}; }
  std::span<float> all_gradient() const { return {gradient, gradient ? count() : 0}; }

  std::span<float> row(int index) const {
    const auto width = static_cast<std::size_t>(shape.columns());
    return {values + static_cast<std::size_t>(index) * width, width};
  }
  std::span<float> gradient_row(int index) const {
    const auto width = static_cast<std::size_t>(shape.columns());
    return {gradient + static_cast<std::size_t>(index) * width, width};
  }
};

}  // namespace softlook
