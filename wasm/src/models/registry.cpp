#include "../registry.hpp"

#include "model.hpp"

namespace softlook {

std::span<const ModelKind> models() {
  static const ModelKind rows[] = {
      next_vector_model,
  };
  return rows;
}

const ModelKind& find_model(std::string_view name) { return find_row(models(), "model", name); }

}  // namespace softlook
