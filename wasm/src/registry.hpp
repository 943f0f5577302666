#pragma once

#include <span>
#include <string>
#include <string_view>

#include "error.hpp"

namespace softlook {

// The row called `name`; the error lists what there is instead.
template <class Row>
const Row& find_row(std::span<const Row> rows, std::string_view kind, std::string_view name) {
  for (const Row& row : rows)
    if (row.name == name) return row;

  std::string known;
  for (const Row& row : rows) add_name(known, row.name);
  fail({"[", kind, "] there is no ", kind, " called `", name, "`; there is ", known});
}

}  // namespace softlook
