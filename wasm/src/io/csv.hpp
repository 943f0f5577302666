#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace softlook {

// A table of numbers: RFC 4180, and what spreadsheets make of it.
struct Csv {
  std::vector<std::string> names;  // of the columns, from the first line; or nothing
  std::size_t columns = 0;
  std::vector<double> numbers;  // row by row

  std::size_t rows() const { return columns == 0 ? 0 : numbers.size() / columns; }
};

struct CsvLimits {
  std::size_t columns = 64;
  std::size_t numbers = 4'000'000;
};

// Cells are parted by tabs, semicolons or commas: by the first of these that the first line has. Where
// it is no comma, a number may have a decimal comma. A first line without any number names the columns.
// Lines end as they do anywhere; a mark of UTF-8, spaces around a cell, quotes, and empty lines at the
// end are no matter. All else is refused with line and column: rows of unequal length, empty cells,
// what is no number (NaN and infinities are none), and numbers beyond 10³⁰.
Csv read_csv(std::string_view bytes, const CsvLimits& = {});

}  // namespace softlook
