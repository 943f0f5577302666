#include "../registry.hpp"

#include "task.hpp"

// One row a file of this folder: `ring` stands for ring_task() in ring.cpp. The core edition has the
// first rows alone.
#define CORE(row) row(given) row(ring) row(reverse)
#ifdef SOFTLOOK_CORE
#define ROWS(row) CORE(row)
constexpr bool whole = false;
#else
#define ROWS(row)                                                                               \
  CORE(row)                                                                                     \
  row(numbers) row(digits) row(text) row(blanks) row(copy) row(sort) row(addition) row(stories) \
      row(memory) row(translation) row(speech) row(order) row(echo) row(recall) row(series)
constexpr bool whole = true;
#endif

namespace softlook {

#define DECLARE(name) TaskKind name##_task();
ROWS(DECLARE)

std::span<const TaskKind> tasks() {
#define MAKE(name) name##_task(),
  static const TaskKind rows[] = {ROWS(MAKE)};
  return rows;
}

const TaskKind& find_task(std::string_view name) { return find_row(tasks(), "task", name, whole); }

Given Task::read(std::string_view) const {
  fail("[task] the samples of this task cannot be written; choose one by its number");
}

}  // namespace softlook
