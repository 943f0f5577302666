#include "tensor.hpp"

#include <limits>

namespace softlook {

Shape::Shape(std::span<const int> sizes) {
  if (sizes.size() > static_cast<std::size_t>(max_rank))
    fail("[shape] a tensor has at most 4 dimensions");
  for (int size : sizes) sizes_[static_cast<std::size_t>(rank_++)] = size;
  check();
}

int Shape::rows() const {
  int product = 1;
  for (int i = 0; i + 1 < rank_; ++i) product *= (*this)[i];
  return product;
}

std::size_t Shape::count() const {
  return static_cast<std::size_t>(rows()) * static_cast<std::size_t>(columns());
}

std::string Shape::text() const {
  std::string sizes = "[";
  for (int i = 0; i < rank_; ++i) sizes += filled("%%", {i == 0 ? "" : ",", (*this)[i]});
  return sizes += "]";
}

Shape Shape::with(int dimension, int size) const {
  Shape other = *this;
  other.sizes_[static_cast<std::size_t>(dimension)] = size;
  other.check();
  return other;
}

void Shape::check() const {
  std::int64_t count = 1;
  for (int i = 0; i < rank_; ++i) {
    const int size = (*this)[i];
    if (size < 1) fail("[shape] every size must be at least 1, got %", {size});
    count *= size;
    if (count > std::numeric_limits<int>::max())
      fail("[shape] % has more numbers than a tensor can hold; take smaller sizes", {*this});
  }
}

std::span<float> Tensor::all() const { return {values, count()}; }
std::span<float> Tensor::all_gradient() const { return {gradient, gradient ? count() : 0}; }

}  // namespace softlook
