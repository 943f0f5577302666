#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "../rng.hpp"

namespace softlook {

// A text that somebody brought: any language, UTF-8, each character a token. Its last tenth is never
// trained on.
class OwnText {
 public:
  static constexpr std::size_t most_bytes = 2'000'000;
  static constexpr int most_characters = 4096;  // different ones

  // What is no text, or cannot be cut into windows of this many characters, is refused.
  OwnText(std::string_view bytes, int window);

  int characters() const { return static_cast<int>(alphabet_.size()); }  // different ones
  std::uint32_t character(int token) const { return alphabet_[static_cast<std::size_t>(token)]; }
  int token(std::uint32_t character) const;  // −1 if the text does not have it

  // The tokens of a window, from anywhere in the last tenth, or in the rest.
  const std::uint16_t* window(Rng&, bool held_out, int length) const;

 private:
  std::vector<std::uint32_t> alphabet_;  // in the order of Unicode
  std::vector<std::uint16_t> tokens_;
  std::size_t trained_ = 0;  // how many of them, from the first on
};

}  // namespace softlook
