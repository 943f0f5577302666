#include "../registry.hpp"

#include "task.hpp"

namespace softlook {

std::span<const TaskKind> tasks() {
  static const TaskKind rows[] = {
      ring_task,
  };
  return rows;
}

const TaskKind& find_task(std::string_view name) { return find_row(tasks(), "task", name); }

}  // namespace softlook
