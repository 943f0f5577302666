#include "../registry.hpp"

#include "model.hpp"

// One row a file of this folder: `next_vector` stands for next_vector_model() in next_vector.cpp.
// The core edition has the first rows alone.
#define CORE(row) row(look_up) row(next_vector) row(transformer)
#ifdef SOFTLOOK_CORE
#define ROWS(row) CORE(row)
constexpr bool whole = false;
#else
#define ROWS(row)                                                                             \
  CORE(row)                                                                                   \
  row(calculator) row(encoder_decoder) row(pointer) row(addressing) row(sequence_transformer) \
      row(perceptron) row(attention_module) row(image_attention) row(patches) row(glimpses)   \
          row(tf_idf)
constexpr bool whole = true;
#endif

namespace softlook {

#define DECLARE(name) ModelKind name##_model();
ROWS(DECLARE)

std::span<const ModelKind> models() {
#define MAKE(name) name##_model(),
  static const ModelKind rows[] = {ROWS(MAKE)};
  return rows;
}

const ModelKind& find_model(std::string_view name) {
  return find_row(models(), "model", name, whole);
}

}  // namespace softlook
