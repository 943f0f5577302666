#include <algorithm>

#include "pair.hpp"

namespace softlook {

Broadcast broadcast(std::string_view op, const Shape& a, const Shape& b) {
  const int rank = std::max(a.rank(), b.rank());
  std::array<int, Shape::max_rank> sizes{};
  Runs runs;
  std::ptrdiff_t a_step = 1, b_step = 1;
  for (int i = 1; i <= rank; ++i) {
    const int of_a = i > a.rank() ? 1 : a[a.rank() - i];
    const int of_b = i > b.rank() ? 1 : b[b.rank() - i];
    if (of_a != of_b && of_a != 1 && of_b != 1)
      throw Error("[" + std::string(op) + "] " + a.text() + " and " + b.text() +
                  " do not fit: from the last on, sizes must be equal, or one of them 1");
    const int size = std::max(of_a, of_b);
    runs.add({size, of_a == 1 ? 0 : a_step, of_b == 1 ? 0 : b_step});
    a_step *= of_a;
    b_step *= of_b;
    sizes[static_cast<std::size_t>(rank - i)] = size;
  }
  return {Shape(std::span<const int>(sizes).first(static_cast<std::size_t>(rank))), runs};
}

}  // namespace softlook
