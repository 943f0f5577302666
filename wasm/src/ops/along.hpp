#pragma once

#include <cstddef>
#include <string_view>

#include "../tensor.hpp"

namespace softlook {

// A tensor seen as [outer, along, inner], around one of its dimensions.
struct Along {
  int axis;  // from 0 on
  std::size_t outer, along, inner;
};
// Refuses, in the op's name, an axis that is not there.
Along along(const char* op, const Shape& x, int axis);

// Without one dimension; what has no other is [1].
Shape without(const Shape& x, int axis);

}  // namespace softlook
