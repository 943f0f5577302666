#include "along.hpp"

namespace softlook {

Along along(const char* op, const Shape& x, int axis) {
  const int at = axis < 0 ? axis + x.rank() : axis;
  if (at < 0 || at >= x.rank())
    fail("[%] there is no dimension % of %; they count from 0, or from −1 backwards",
         {op, axis, x});
  Along all{at, 1, static_cast<std::size_t>(x[at]), 1};
  for (int i = 0; i < x.rank(); ++i)
    if (i != at) (i < at ? all.outer : all.inner) *= static_cast<std::size_t>(x[i]);
  return all;
}

Shape without(const Shape& x, int axis) {
  std::array<int, Shape::max_rank> sizes{1};
  std::size_t rank = 0;
  for (int i = 0; i < x.rank(); ++i)
    if (i != axis) sizes[rank++] = x[i];
  return Shape(std::span<const int>(sizes).first(rank == 0 ? 1 : rank));
}

}  // namespace softlook
