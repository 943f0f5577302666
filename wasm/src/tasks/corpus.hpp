#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "../tape.hpp"
#include "own_text.hpp"
#include "text_grammar.hpp"

namespace softlook {

// What `text` and `blanks` read: stories of the grammar, word by word, or a text that somebody brought,
// character by character.
class Corpus {
 public:
  // `window`: how many tokens a sample is made of.
  Corpus(std::string_view data, int window);

  bool generated() const { return !own_; }
  int vocabulary() const;
  std::string label(int token) const;

  // Words that follow each other. Stories begin with ¶, so that nothing before them matters.
  void draw(Rng&, bool held_out, std::span<grammar::Word>) const;

  // The tokens of what somebody wrote, at most so many; `blank`, if it is not −1, is the token of ▢.
  std::vector<float> read(std::string_view written, int most, int blank = -1) const;

 private:
  float token_of(std::string_view word) const;

  std::optional<OwnText> own_;
};

constexpr std::string_view blank_sign = "▢";

// Whether what stands at i depends on what stands at j: see grammar::Word.
bool depends(std::span<const grammar::Word>, int i, int j);

}  // namespace softlook
