#include "own_text.hpp"

#include <algorithm>

#include "../error.hpp"
#include "../io/utf8.hpp"

namespace softlook {
namespace {

constexpr std::uint32_t byte_order_mark = 0xfeff;

// Calls see(code point) for each character; the ends of lines are \n, however they were written.
template <class See>
void each_character(std::string_view bytes, See&& see) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    const auto [code_point, size] = character_of(bytes.substr(at));
    if (size == 0 || code_point == 0)
      fail("[data] byte % is none of a text in UTF-8; save the file as plain text in UTF-8", {at});
    const bool part_of_end = code_point == '\r' && bytes.substr(at + 1, 1) == "\n";
    if (!part_of_end && !(at == 0 && code_point == byte_order_mark)) see(code_point);
    at += size;
  }
}

}  // namespace

OwnText::OwnText(std::string_view bytes, int window) {
  if (bytes.size() > most_bytes)
    fail("[data] the text has % bytes, and at most % are read; bring a part of it",
         {bytes.size(), most_bytes});
  std::vector<bool> met(0x110000);
  std::size_t count = 0;
  each_character(bytes, [&](std::uint32_t code_point) {
    met[code_point] = true;
    ++count;
  });
  for (std::uint32_t code_point = 0; code_point < met.size(); ++code_point)
    if (met[code_point]) alphabet_.push_back(code_point);
  if (count == 0) fail("[data] the text is empty; bring one that has something to learn from");
  if (alphabet_.size() == 1)
    fail("[data] the text is % alone, over and over; bring one with different characters",
         {quoted(visible(alphabet_[0]))});
  if (alphabet_.size() > most_characters)
    fail(
        "[data] the text has % different characters, and at most % can be told apart; bring a part "
        "of it",
        {alphabet_.size(), most_characters});

  tokens_.reserve(count);
  each_character(bytes, [&](std::uint32_t code_point) {
    tokens_.push_back(static_cast<std::uint16_t>(token(code_point)));
  });
  trained_ = count - count / 10;
  if (count / 10 < static_cast<std::size_t>(window))
    fail(
        "[data] the text has % characters; the last tenth, which is kept to test with, must have % "
        "for a sample: bring at least %, or choose a smaller `length`",
        {count, window, 10 * window});
}

int OwnText::token(std::uint32_t character) const {
  const auto place = std::ranges::lower_bound(alphabet_, character);
  return place != alphabet_.end() && *place == character
             ? static_cast<int>(place - alphabet_.begin())
             : -1;
}

const std::uint16_t* OwnText::window(Rng& rng, bool held_out, int length) const {
  const std::size_t first = held_out ? trained_ : 0;
  const std::size_t room = (held_out ? tokens_.size() : trained_) - first;
  const auto places = static_cast<int>(room) - length + 1;
  return tokens_.data() + first + static_cast<std::size_t>(rng.below(places));
}

}  // namespace softlook
