#include "corpus.hpp"

#include <algorithm>

#include "../io/utf8.hpp"

namespace softlook {
namespace {

using grammar::Word;

bool space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

// The next word of what is left, a full stop being one by itself; nothing at the end.
std::string_view take_word(std::string_view& rest) {
  while (!rest.empty() && space(rest[0])) rest.remove_prefix(1);
  std::size_t size = 0;
  while (size < rest.size() && !space(rest[size]) && (rest[size] != '.' || size == 0)) {
    ++size;
    if (rest[0] == '.') break;
  }
  const std::string_view word = rest.substr(0, size);
  rest.remove_prefix(size);
  return word;
}

std::string_view take_character(std::string_view& rest) {
  const std::string_view character = first_character(rest);
  rest.remove_prefix(character.size());
  return character;
}

}  // namespace

Corpus::Corpus(std::string_view data, int window) {
  if (!data.empty()) own_.emplace(data, window);
}

int Corpus::vocabulary() const {
  return own_ ? own_->characters() : static_cast<int>(grammar::words().size());
}

std::string Corpus::label(int token) const {
  return own_ ? visible(own_->character(token))
              : std::string(grammar::words()[static_cast<std::size_t>(token)]);
}

void Corpus::draw(Rng& rng, bool held_out, std::span<Word> words) const {
  if (own_) {
    const std::uint16_t* token = own_->window(rng, held_out, static_cast<int>(words.size()));
    for (Word& word : words) word = {*token++, -1};
  } else {
    grammar::Teller teller;
    for (Word& word : words) word = teller.next(rng);
  }
}

float Corpus::token_of(std::string_view word) const {
  if (own_) {
    const auto [code_point, size] = character_of(word);
    const int token = size > 0 ? own_->token(code_point) : -1;
    if (token < 0)
      fail("[text] % does not occur in the text that was learned from; write it without",
           {quoted(word)});
    return static_cast<float>(token);
  }
  const auto words = grammar::words();
  const auto place = std::ranges::find(words, word);
  if (place == words.end()) {
    std::string known;
    for (std::string_view one : words) add_name(known, one);
    fail("[text] % is not a word of these stories; there is %", {quoted(word), known});
  }
  return static_cast<float>(place - words.begin());
}

std::vector<float> Corpus::read(std::string_view written, int most, int blank) const {
  std::vector<float> tokens;
  if (!own_) tokens.push_back(grammar::start_of_story);
  for (std::string_view rest = written; !rest.empty();) {
    const std::string_view word = own_ ? take_character(rest) : take_word(rest);
    if (word.empty()) break;
    tokens.push_back(blank >= 0 && word == blank_sign ? static_cast<float>(blank) : token_of(word));
    if (tokens.size() == 2 && !own_ && tokens[1] == grammar::start_of_story) tokens.pop_back();
    if (tokens.size() > static_cast<std::size_t>(most))
      fail("[text] at most % % are read at once; write less",
           {most, own_ ? "characters" : "words"});
  }
  if (tokens.empty()) fail("[text] there is nothing to read; write something");
  return tokens;
}

bool depends(std::span<const Word> words, int i, int j) {
  const int link = words[static_cast<std::size_t>(i)].link;
  return i != j && link >= 0 && words[static_cast<std::size_t>(j)].link == link;
}

}  // namespace softlook
