#pragma once

#include <span>
#include <string>
#include <string_view>

#include "error.hpp"
#include "io/utf8.hpp"

namespace softlook {

// The row called `name`; the error lists what there is instead, and where that is not the whole, says so.
template <class Row>
const Row& find_row(std::span<const Row> rows, std::string_view kind, std::string_view name,
                    bool whole = true) {
  std::string known;
  for (const Row& row : rows) {
    if (row.name == name) return row;
    add_name(known, row.name);
  }
  fail("[%] there is no % called %; there is %%",
       {kind, kind, quoted(name), known, whole ? "" : "; softlook.wasm has them all"});
}

}  // namespace softlook
