#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace softlook {

// How many bytes of `text` are UTF-8, counted from its beginning: all of them if it is well formed
// (The Unicode Standard, table 3-7: nothing overlong, no surrogates, nothing above U+10FFFF).
std::size_t utf8_length(std::string_view text);

// The character that a text begins with.
struct Character {
  std::uint32_t code_point;
  std::size_t size;  // in bytes; 0 if they are not UTF-8, or there are none
};
Character character_of(std::string_view text);

// What a message shows of a text that is wrong from here on; a single byte if it is not UTF-8.
std::string_view first_character(std::string_view text);

// `code_point` must be one that UTF-8 can hold.
void append_utf8(std::string& text, std::uint32_t code_point);

// A character as a label: itself, ␣ for a space, ⏎ for the end of a line, and \u001b in place of what
// would not be seen.
std::string visible(std::uint32_t code_point);

// A text as a message may show it: shortened to so many characters, with \u001b in place of what would
// not be seen or would change the text around it.
std::string shown(std::string_view text, std::size_t longest);

// The same of a name that came from outside: `between backticks`.
std::string quoted(std::string_view name);

}  // namespace softlook
