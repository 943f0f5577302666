#include "../registry.hpp"

#include "attention.hpp"

// One row a file of this folder: `dot` stands for dot_attention() in dot.cpp.
#define ROWS(row)                                                                              \
  row(dot) row(scaled_dot) row(additive) row(two_sided) row(general) row(location) row(cosine) \
      row(gated_heads) row(tanh_score) row(multi_head) row(multi_query) row(grouped_query)     \
          row(causal) row(local_window) row(linear) row(hard) row(hard_sampled) row(sparsemax) \
              row(entmax) row(sink) row(sigmoid)

namespace softlook {

#define DECLARE(name) AttentionKind name##_attention();
ROWS(DECLARE)

std::span<const AttentionKind> attentions() {
#define MAKE(name) name##_attention(),
  static const AttentionKind rows[] = {ROWS(MAKE)};
  return rows;
}

const AttentionKind& find_attention(std::string_view name) {
  return find_row(attentions(), "attention", name);
}

}  // namespace softlook
