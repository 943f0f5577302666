#include "../registry.hpp"

#include "attention.hpp"

// One row a file of this folder: `dot` stands for dot_attention() in dot.cpp.
#define ROWS(row) row(dot)

namespace softlook {

#define DECLARE(name) Attention name##_attention();
ROWS(DECLARE)

std::span<const Attention> attentions() {
#define MAKE(name) name##_attention(),
  static const Attention rows[] = {ROWS(MAKE)};
  return rows;
}

const Attention& find_attention(std::string_view name) {
  return find_row(attentions(), "attention", name);
}

}  // namespace softlook
