#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "../io/utf8.hpp"
#include "task.hpp"

// Tokens that are the letters a, b, c, …
namespace softlook {

inline std::string letter(int token) { return std::string(1, static_cast<char>('a' + token)); }

// What somebody wrote, spaces apart: one to `most` of the first `letters` letters.
inline std::vector<int> letters_of(std::string_view written, int letters, int most) {
  std::vector<int> tokens;
  for (std::string_view rest = written; !rest.empty();) {
    const std::string_view one = first_character(rest);
    rest.remove_prefix(one.size());
    if (one == " ") continue;
    const int token = one[0] - 'a';
    if (one.size() > 1 || token < 0 || token >= letters)
      fail("[text] % is not a letter of this task; write letters from `a` to `%`",
           {quoted(one), letter(letters - 1)});
    tokens.push_back(token);
  }
  if (tokens.empty() || tokens.size() > static_cast<std::size_t>(most))
    fail("[text] a word has 1 to % letters, got %", {most, tokens.size()});
  return tokens;
}

}  // namespace softlook
