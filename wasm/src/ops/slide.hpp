#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "ops.hpp"

namespace softlook {

// How many places a window of `size` has along a dimension; refuses, in the op's name, sizes that
// leave none, and windows that could lie wholly in the padding.
inline int places(const char* op, const Shape& x, int dimension, int size, const Window& window) {
  const int room = x[dimension] + 2 * window.padding - size;
  if (size < 1 || window.stride < 1 || window.padding < 0 || window.padding >= size || room < 0)
    fail(
        "[%] a window of %, stride % and padding % does not fit %: it must fit in with the "
        "padding, which must be smaller than it",
        {op, size, window.stride, window.padding, x});
  return room / window.stride + 1;
}

// The part of a window that is no padding, from `first` on in the window: at + first … at + end − 1.
struct Inside {
  int first, end;
  Inside(int at, int window, int size)
      : first(std::max(-at, 0)), end(std::min(window, size - at)) {}
};

}  // namespace softlook
