#include "json.hpp"

#include <limits>

#include "../error.hpp"
#include "utf8.hpp"

namespace softlook {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// JSON's short escapes, in pairs: what follows the backslash, and what it stands for.
constexpr std::string_view short_escapes = "\"\"\\\\//b\bf\fn\nr\rt\t";

}  // namespace

std::string JsonReader::string() {
  take('"', "a string");
  std::string read;
  for (;;) {
    if (at_end()) refuse("the closing quote of a string");
    const char c = text_[position_];
    if (static_cast<unsigned char>(c) < 0x20) refuse("a string without bare control characters");
    ++position_;
    if (c == '"') return read;
    if (c == '\\')
      append_escape(read);
    else
      read += c;
  }
}

void JsonReader::append_escape(std::string& read) {
  if (at_end()) refuse("the rest of an escape");
  const char kind = text_[position_];
  if (kind != 'u') {
    for (std::size_t i = 0; i < short_escapes.size(); i += 2)
      if (short_escapes[i] == kind) {
        ++position_;
        read += short_escapes[i + 1];
        return;
      }
    refuse("one of JSON's escapes");
  }
  const std::size_t start = position_ - 1;
  std::uint32_t code_point = code_unit();
  // Above U+FFFF it takes two: a high surrogate, then a low one.
  if (code_point >= 0xd800 && code_point < 0xe000) {
    std::uint32_t low = 0;
    if (code_point < 0xdc00 && text_.substr(position_, 2) == "\\u") {
      ++position_;
      low = code_unit();
    }
    if (low < 0xdc00 || low >= 0xe000) {
      fail("% has half a surrogate pair at byte %: write the character itself, or both halves",
           {part_, first_byte_ + start});
    }
    code_point = 0x10000 + ((code_point - 0xd800) << 10) + (low - 0xdc00);
  }
  append_utf8(read, code_point);
}

// u00e9
std::uint32_t JsonReader::code_unit() {
  std::uint32_t unit = 0;
  for (int i = 0; i < 4; ++i) {
    ++position_;
    const char c = at_end() ? ' ' : text_[position_];
    const char lower = static_cast<char>(c | 0x20);
    if (is_digit(c))
      unit = unit << 4 | static_cast<std::uint32_t>(c - '0');
    else if (lower >= 'a' && lower <= 'f')
      unit = unit << 4 | static_cast<std::uint32_t>(lower - 'a' + 10);
    else
      refuse("one of the four hexadecimal digits of an escape");
  }
  ++position_;
  return unit;
}

std::uint64_t JsonReader::whole_number() {
  constexpr std::uint64_t largest = std::numeric_limits<std::uint64_t>::max();
  skip_space();
  const std::size_t start = position_;
  if (at_end() || !is_digit(text_[start])) refuse("a whole number that is not negative");
  std::uint64_t number = 0;
  for (; !at_end() && is_digit(text_[position_]); ++position_) {
    const auto digit = static_cast<std::uint64_t>(text_[position_] - '0');
    if (number > (largest - digit) / 10)
      fail("% has a number at byte % that does not fit in 64 bits", {part_, first_byte_ + start});
    number = 10 * number + digit;
  }
  const bool leading_zero = text_[start] == '0' && position_ > start + 1;
  const char next = at_end() ? ' ' : text_[position_];
  if (leading_zero || next == '.' || next == 'e' || next == 'E')
    fail("% has a number at byte % that is not plain digits, as in 128",
         {part_, first_byte_ + start});
  return number;
}

void JsonReader::end() {
  skip_space();
  if (!at_end()) refuse("nothing but white space");
}

std::size_t JsonReader::place() {
  skip_space();
  return first_byte_ + position_;
}

void JsonReader::take(char wanted, std::string_view name) {
  if (!taken(wanted)) refuse(name);
}

bool JsonReader::taken(char wanted) {
  skip_space();
  if (at_end() || text_[position_] != wanted) return false;
  ++position_;
  return true;
}

void JsonReader::skip_space() {
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (!at_end() && is_space(text_[position_])) ++position_;
}

void JsonReader::refuse(std::string_view wanted) const {
  const std::string_view rest = text_.substr(position_);
  fail("%% at byte %, where % must be",
       {part_, at_end() ? " ends" : " has " + quoted(first_character(rest)),
        first_byte_ + position_, wanted});
}

void append_json(std::string& json, std::string_view text) {
  json += '"';
  for (char c : text) {
    const auto code = static_cast<unsigned char>(c);
    const bool bare = code >= 0x20 && c != '"' && c != '\\';
    if (bare) {
      json += c;
      continue;
    }
    json += '\\';
    std::size_t i = 0;
    while (i < short_escapes.size() && short_escapes[i + 1] != c) i += 2;
    if (i < short_escapes.size()) {
      json += short_escapes[i];
    } else {
      json += "u00";
      json += "0123456789abcdef"[code >> 4];
      json += "0123456789abcdef"[code & 15];
    }
  }
  json += '"';
}

}  // namespace softlook
