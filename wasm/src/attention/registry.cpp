#include "../registry.hpp"

#include "attention.hpp"

namespace softlook {

std::span<const Attention> attentions() {
  static constexpr Attention rows[] = {
      {.name = "dot",
       .summary = "softmax of the plain dot products of queries and keys",
       .attend = dot_attention,
       .rows_sum_to_one = true,
       .causal = false},
  };
  return rows;
}

const Attention& find_attention(std::string_view name) {
  return find_row(attentions(), "attention", name);
}

}  // namespace softlook
