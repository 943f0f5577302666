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
  for (const Row& row : rows) known += (known.empty() ? "`" : ", `") + std::string(row.name) + "`";
  throw Error("[" + std::string(kind) + "] there is no " + std::string(kind) + " called `" +
              std::string(name) + "`; there is " + known);
}

}  // namespace softlook
