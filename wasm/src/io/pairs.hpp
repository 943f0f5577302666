#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace softlook {

// Sentence pairs that somebody brings: one a line, `source tab target`, UTF-8; what stands behind a
// second tab is left alone. A side in which some line has a space is made of words, and of the marks
// . , ! ? ; : that end them; any other is made of characters.
struct Pairs {
  static constexpr std::size_t most_bytes = 4'000'000, most_pairs = 50'000;
  static constexpr int most_tokens = 40;       // of a sentence
  static constexpr int most_different = 4000;  // of a side

  class Side {
   public:
    std::vector<std::string> tokens;  // all that there are, sorted
    int longest = 0;
    bool words = false;

    // The tokens of a sentence; `where` begins a refusal, as in "[data] line 3".
    std::vector<int> read(std::string_view sentence, std::string_view where) const;
  };
  struct Pair {
    std::vector<int> source, target;
    auto operator<=>(const Pair&) const = default;
  };

  Side source, target;
  std::vector<Pair> pairs;  // in the order of the lines, each once
};

Pairs read_pairs(std::string_view bytes);

}  // namespace softlook
