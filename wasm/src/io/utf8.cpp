#include "utf8.hpp"

#include <algorithm>

namespace softlook {
namespace {

// Control characters, and those that hide themselves or turn the direction of what follows.
bool unprintable(std::uint32_t code_point) {
  struct Range {
    std::uint32_t first, last;
  };
  constexpr Range ranges[] = {{0, 0x1f},        {0x7f, 0xa0},     {0xad, 0xad},
                              {0x61c, 0x61c},   {0x180e, 0x180e}, {0x200b, 0x200f},
                              {0x2028, 0x202e}, {0x2060, 0x206f}, {0xfe00, 0xfe0f},
                              {0xfeff, 0xfeff}, {0xfff0, 0xfffb}, {0xe0000, 0xe0fff}};
  return std::any_of(std::begin(ranges), std::end(ranges), [&](const Range& range) {
    return code_point >= range.first && code_point <= range.last;
  });
}

void append_escaped(std::string& text, char kind, int digits, std::uint32_t number) {
  text += '\\';
  text += kind;
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
    text += "0123456789abcdef"[number >> shift & 15];
}

void append_escaped(std::string& text, std::uint32_t code_point) {
  append_escaped(text, 'u', code_point < 0x10000 ? 4 : 6, code_point);
}

}  // namespace

Character character_of(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
  };
  if (text.empty()) return {0, 0};
  const std::uint32_t first = byte(0);
  if (first < 0x80) return {first, 1};

  const std::size_t size = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  std::uint32_t code_point = first & (0x7fu >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xc0) != 0x80) return {0, 0};
    code_point = code_point << 6 | (byte(i) & 0x3f);
  }
  constexpr std::uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code_point >= 0xd800 && code_point < 0xe000;
  if (first < 0xc0 || first >= 0xf8 || code_point < smallest[size] || surrogate ||
      code_point > 0x10ffff)
    return {0, 0};
  return {code_point, size};
}

std::size_t utf8_length(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size()) {
    const std::size_t size = character_of(text.substr(length)).size;
    if (size == 0) break;
    length += size;
  }
  return length;
}

std::string_view first_character(std::string_view text) {
  return text.substr(0, std::max<std::size_t>(character_of(text).size, 1));
}

void append_utf8(std::string& text, std::uint32_t code_point) {
  const std::size_t size = code_point < 0x80      ? 1
                           : code_point < 0x800   ? 2
                           : code_point < 0x10000 ? 3
                                                  : 4;
  constexpr std::uint32_t mark[] = {0, 0, 0xc0, 0xe0, 0xf0};
  for (std::size_t i = 0; i < size; ++i) {
    const std::uint32_t bits = code_point >> 6 * (size - 1 - i);
    text += static_cast<char>(i == 0 ? mark[size] | bits : 0x80 | (bits & 0x3f));
  }
}

std::string visible(std::uint32_t code_point) {
  std::string shown;
  if (code_point == ' ')
    shown = "␣";
  else if (code_point == '\n')
    shown = "⏎";
  else if (unprintable(code_point))
    append_escaped(shown, code_point);
  else
    append_utf8(shown, code_point);
  return shown;
}

std::string shown(std::string_view text, std::size_t longest) {
  std::string shown;
  for (std::size_t i = 0; !text.empty(); ++i) {
    if (i == longest) return shown + "…";
    const auto [code_point, size] = character_of(text);
    if (size == 0)
      append_escaped(shown, 'x', 2, static_cast<unsigned char>(text[0]));
    else if (unprintable(code_point))
      append_escaped(shown, code_point);
    else
      shown += text.substr(0, size);
    text.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return shown;
}

std::string quoted(std::string_view name) { return "`" + shown(name, 40) + "`"; }

}  // namespace softlook
