#include "../registry.hpp"

#include "model.hpp"

// One row a file of this folder: `next_vector` stands for next_vector_model() in next_vector.cpp.
#define ROWS(row)                                                                     \
  row(look_up) row(next_vector) row(transformer) row(encoder_decoder) row(perceptron) \
      row(attention_module)

namespace softlook {

#define DECLARE(name) ModelKind name##_model();
ROWS(DECLARE)

std::span<const ModelKind> models() {
#define MAKE(name) name##_model(),
  static const ModelKind rows[] = {ROWS(MAKE)};
  return rows;
}

const ModelKind& find_model(std::string_view name) { return find_row(models(), "model", name); }

}  // namespace softlook
