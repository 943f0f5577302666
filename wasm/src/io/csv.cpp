#include "csv.hpp"

#include <cstdint>
#include <optional>

#include "../error.hpp"
#include "utf8.hpp"

namespace softlook {
namespace {

constexpr double largest = 1e30;

bool is_space(char c) { return c == ' ' || c == '\t'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

// Digits, with a point among them or not: the first 18 that count, and the power of ten they stand at.
struct Digits {
  std::uint64_t number = 0;
  int power = 0;
  bool any = false;

  void take(char digit, bool after_point) {
    any = true;
    if (number < 100'000'000'000'000'000u) {
      number = 10 * number + static_cast<std::uint64_t>(digit - '0');
      power -= after_point;
    } else {
      power += !after_point;
    }
  }
};

// [+-]digits[.digits][e[+-]digits], by arithmetic that is the same on every machine, to a few of a
// double's last bits. Nothing if it is none.
std::optional<double> read_number(std::string_view text, char point) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  Digits digits;
  bool fraction = false;
  for (;
       !text.empty() && (is_digit(text[0]) || (!fraction && (text[0] == '.' || text[0] == point)));
       text.remove_prefix(1))
    if (is_digit(text[0]))
      digits.take(text[0], fraction);
    else
      fraction = true;
  if (!digits.any) return {};
  int power = 0;
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    const bool down = text.starts_with('-');
    if (down || text.starts_with('+')) text.remove_prefix(1);
    if (text.empty()) return {};
    for (; !text.empty() && is_digit(text[0]); text.remove_prefix(1))
      if (power < 10'000) power = 10 * power + (text[0] - '0');
    if (down) power = -power;
  }
  if (!text.empty()) return {};
  double value = static_cast<double>(digits.number);
  power += digits.power;
  // Beyond these nothing but zero is left, or more than is taken.
  if (value == 0 || power < -100) return 0;
  if (power > 100) return 1e100;
  double scale = 1;
  for (int i = 0; i < (power < 0 ? -power : power); ++i) scale *= 10;
  value = power < 0 ? value / scale : value * scale;
  return negative ? -value : value;
}

class Reader {
 public:
  Reader(std::string_view bytes, const CsvLimits& limits) : rest_(bytes), limits_(limits) {}

  Csv read() {
    if (rest_.starts_with("\xef\xbb\xbf")) rest_.remove_prefix(3);
    if (const std::size_t length = utf8_length(rest_); length < rest_.size())
      fail("[csv] byte % is no text in UTF-8; save the table as CSV", {length});
    while (take_line()) read_line();
    if (csv_.numbers.empty())
      fail("[csv] there are no numbers; give a table with a row of them on each line");
    return std::move(csv_);
  }

 private:
  // The next line, without its end; false after the last that is not empty.
  bool take_line() {
    if (rest_.find_first_not_of("\r\n\t ") == std::string_view::npos) return false;
    const std::size_t end = rest_.find_first_of("\r\n");
    line_ = rest_.substr(0, end);
    rest_.remove_prefix(line_.size());
    if (rest_.starts_with("\r\n")) rest_.remove_prefix(1);
    if (!rest_.empty()) rest_.remove_prefix(1);
    ++line_number_;
    return true;
  }

  void read_line() {
    if (trimmed(line_).empty())
      fail("[csv] line % is empty; leave it out, or fill it", {line_number_});
    if (line_number_ == 1) separator_ = separator_of(line_);
    split();
    if (csv_.columns == 0) {
      csv_.columns = cells_.size();
      if (csv_.columns > limits_.columns)
        fail("[csv] line 1 has % columns, and there may be %", {csv_.columns, limits_.columns});
      if (is_header()) {
        csv_.names = cells_;
        return;
      }
    }
    if (cells_.size() != csv_.columns)
      fail("[csv] line % has % %, and the first line %; give each line as many",
           {line_number_, cells_.size(), cells_.size() == 1 ? "cell" : "cells", csv_.columns});
    if (csv_.numbers.size() + csv_.columns > limits_.numbers)
      fail("[csv] line % is one too many: there may be % numbers in all",
           {line_number_, limits_.numbers});
    for (std::size_t column = 0; column < cells_.size(); ++column)
      csv_.numbers.push_back(number_of(column));
  }

  static char separator_of(std::string_view line) {
    for (const char one : {'\t', ';', ','})
      if (line.find(one) != std::string_view::npos) return one;
    return ',';
  }

  bool is_header() const {
    for (const std::string& cell : cells_)
      if (read(cell)) return false;
    return true;
  }

  std::optional<double> read(const std::string& cell) const {
    return read_number(cell, separator_ == ',' ? '.' : ',');
  }

  double number_of(std::size_t column) const {
    const std::string& cell = cells_[column];
    const std::string name =
        csv_.names.empty() ? std::string() : filled(" (%)", {quoted(csv_.names[column])});
    if (cell.empty())
      fail("[csv] line %, column %%: the cell is empty; fill it, or leave the line out",
           {line_number_, column + 1, name});
    const auto number = read(cell);
    if (!number)
      fail("[csv] line %, column %%: % is no number",
           {line_number_, column + 1, name, quoted(cell)});
    if (*number > largest || *number < -largest)
      fail("[csv] line %, column %%: % is beyond 1e30; choose a larger unit",
           {line_number_, column + 1, name, quoted(cell)});
    return *number;
  }

  void split() {
    cells_.clear();
    std::string_view left = line_;
    while (true) {
      std::string_view after = left;
      while (!after.empty() && after[0] == ' ') after.remove_prefix(1);
      if (after.starts_with('"')) {
        left = after.substr(1);
        cells_.push_back(take_quoted(left));
      } else {
        const std::string_view cell = left.substr(0, left.find(separator_));
        cells_.emplace_back(trimmed(cell));
        left.remove_prefix(cell.size());
      }
      if (left.empty()) return;
      left.remove_prefix(1);
    }
  }

  // Up to the quote that ends it, and the spaces after that; two quotes are one within.
  std::string take_quoted(std::string_view& left) const {
    std::string cell;
    while (true) {
      const std::size_t quote = left.find('"');
      if (quote == std::string_view::npos)
        fail("[csv] line %, column %: a quote is opened and not closed on this line",
             {line_number_, cells_.size() + 1});
      cell += left.substr(0, quote);
      left.remove_prefix(quote + 1);
      if (!left.starts_with('"')) break;
      cell += '"';
      left.remove_prefix(1);
    }
    while (!left.empty() && left[0] == ' ') left.remove_prefix(1);
    if (!left.empty() && left[0] != separator_)
      fail("[csv] line %, column %: something follows the closing quote",
           {line_number_, cells_.size() + 1});
    return std::string(trimmed(cell));
  }

  std::string_view rest_;
  const CsvLimits& limits_;
  std::string_view line_;
  std::size_t line_number_ = 0;
  char separator_ = ',';
  std::vector<std::string> cells_;
  Csv csv_;
};

}  // namespace

Csv read_csv(std::string_view bytes, const CsvLimits& limits) {
  return Reader(bytes, limits).read();
}

}  // namespace softlook
