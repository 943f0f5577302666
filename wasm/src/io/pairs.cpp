#include "pairs.hpp"

#include <algorithm>
#include <numeric>
#include <span>

#include "../error.hpp"
#include "utf8.hpp"

namespace softlook {
namespace {

constexpr std::string_view marks = ".,!?;:", wide_space = "\u3000";

struct Line {
  int number;
  std::string_view source, target;
};

[[noreturn]] void refuse(int line, const char* words, std::initializer_list<Piece> pieces = {}) {
  fail("[data] line % %", {line, filled(words, pieces)});
}

// How many bytes of space a text begins with.
std::size_t space(std::string_view text) {
  return text.starts_with(' ') ? 1 : text.starts_with(wide_space) ? wide_space.size() : 0;
}

std::string_view trimmed(std::string_view text) {
  while (const std::size_t size = space(text)) text.remove_prefix(size);
  while (text.ends_with(' ') || text.ends_with(wide_space))
    text.remove_suffix(text.ends_with(' ') ? 1 : wide_space.size());
  return text;
}

// The next token of a sentence that has one, which is taken away.
std::string_view next_token(std::string_view& sentence, bool words) {
  std::size_t size = first_character(sentence).size();
  if (words) {
    while (size < sentence.size() && space(sentence.substr(size)) == 0)
      size += first_character(sentence.substr(size)).size();
    // A mark that ends a word is a token of its own.
    std::size_t without = size;
    while (without > 0 && marks.find(sentence[without - 1]) != std::string_view::npos) --without;
    size = without > 0 ? without : 1;
  }
  const std::string_view token = sentence.substr(0, size);
  sentence.remove_prefix(size);
  while (const std::size_t blank = space(sentence)) sentence.remove_prefix(blank);
  return token;
}

template <class Each>
void each_token(std::string_view sentence, bool words, Each&& each) {
  for (std::string_view rest = trimmed(sentence); !rest.empty();) each(next_token(rest, words));
}

void check_text(std::string_view bytes) {
  if (bytes.size() > Pairs::most_bytes)
    fail("[data] the text has % bytes, and there may be %; bring a part of it",
         {bytes.size(), Pairs::most_bytes});
  const std::size_t good = utf8_length(bytes);
  const auto control = [](char c) {
    return static_cast<unsigned char>(c) < ' ' && c != '\t' && c != '\n' && c != '\r';
  };
  const auto strange =
      static_cast<std::size_t>(std::ranges::find_if(bytes, control) - bytes.begin());
  const std::size_t bad = std::min(good, strange);
  if (bad < bytes.size())
    refuse(static_cast<int>(std::ranges::count(bytes.substr(0, bad), '\n')) + 1,
           "is no text in UTF-8: it has %; bring a text, one pair of sentences a line",
           {quoted(first_character(bytes.substr(bad)))});
}

std::vector<Line> lines_of(std::string_view bytes) {
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
  std::vector<Line> lines;
  for (int number = 1; !bytes.empty(); ++number) {
    std::string_view line = bytes.substr(0, bytes.find('\n'));
    bytes.remove_prefix(std::min(line.size() + 1, bytes.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (trimmed(line).empty()) continue;
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos)
      refuse(number, "has no tab; write a sentence, a tab, and what it means");
    const std::string_view rest = line.substr(tab + 1);
    const Line one{number, trimmed(line.substr(0, tab)), trimmed(rest.substr(0, rest.find('\t')))};
    if (one.source.empty() || one.target.empty())
      refuse(number, "has nothing % its tab; write a sentence on either side",
             {one.source.empty() ? "before" : "behind"});
    lines.push_back(one);
    if (lines.size() > Pairs::most_pairs)
      refuse(number, "is one too many: there may be % pairs; bring a part of them",
             {Pairs::most_pairs});
  }
  return lines;
}

// What tokens a side has.
Pairs::Side side_of(std::span<const Line> lines, std::string_view Line::* which) {
  Pairs::Side side;
  side.words = std::ranges::any_of(lines, [&](const Line& line) {
    return (line.*which).find(' ') != std::string_view::npos ||
           (line.*which).find(wide_space) != std::string_view::npos;
  });
  for (const Line& line : lines) {
    int length = 0;
    each_token(line.*which, side.words, [&](std::string_view token) {
      ++length;
      const auto place = std::ranges::lower_bound(side.tokens, token);
      if (place != side.tokens.end() && *place == token) return;
      if (side.tokens.size() == static_cast<std::size_t>(Pairs::most_different))
        refuse(line.number, "has %, one too many: a side may have % different %",
               {quoted(token), Pairs::most_different, side.words ? "words" : "characters"});
      side.tokens.emplace(place, token);
    });
    if (length > Pairs::most_tokens)
      refuse(line.number, "has a sentence of % %, and there may be %; leave it out",
             {length, side.words ? "words" : "characters", Pairs::most_tokens});
    side.longest = std::max(side.longest, length);
  }
  return side;
}

// Of pairs that are alike only the first.
void keep_first(std::vector<Pairs::Pair>& pairs) {
  std::vector<std::size_t> order(pairs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) -> const auto& { return pairs[i]; });
  std::vector<bool> again(pairs.size());
  for (std::size_t i = 1; i < order.size(); ++i)
    again[order[i]] = pairs[order[i]] == pairs[order[i - 1]];
  std::size_t kept = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i)
    if (!again[i]) std::swap(pairs[kept++], pairs[i]);
  pairs.resize(kept);
}

}  // namespace

std::vector<int> Pairs::Side::read(std::string_view sentence, std::string_view where) const {
  std::vector<int> read;
  each_token(sentence, words, [&](std::string_view token) {
    const auto place = std::ranges::lower_bound(tokens, token);
    if (place == tokens.end() || *place != token)
      fail("% has %, which no pair has; use only what they are made of", {where, quoted(token)});
    read.push_back(static_cast<int>(place - tokens.begin()));
  });
  return read;
}

Pairs read_pairs(std::string_view bytes) {
  check_text(bytes);
  const std::vector<Line> lines = lines_of(bytes);
  Pairs all{side_of(lines, &Line::source), side_of(lines, &Line::target), {}};
  for (const Line& line : lines)
    all.pairs.push_back(
        {all.source.read(line.source, "[data]"), all.target.read(line.target, "[data]")});
  keep_first(all.pairs);
  if (all.pairs.size() < 2)
    fail(
        "[data] there must be at least two different pairs, one to learn and one to ask; there is "
        "%",
        {all.pairs.size()});
  return all;
}

}  // namespace softlook
