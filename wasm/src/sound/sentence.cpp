#include "sentence.hpp"

#include "../error.hpp"
#include "../io/utf8.hpp"

namespace softlook {

void Sentence::draw(Rng& rng, int most, float invented) {
  count_ = static_cast<std::size_t>(1 + rng.below(most));
  for (std::size_t i = 0; i < count_; ++i) {
    const bool means_nothing = rng.uniform() < invented;
    if (means_nothing) invented_[i] = InventedWord::draw(rng);
    words_[i] = means_nothing ? invented_[i].word()
                              : digit_words()[static_cast<std::size_t>(rng.below(10))];
  }
}

void Sentence::read(std::string_view written, int most) {
  const auto is_digit = [&](std::size_t i) { return written[i] >= '0' && written[i] <= '9'; };
  count_ = 0;
  for (std::size_t i = 0; i < written.size();) {
    if (written[i] == ' ') {
      ++i;
      continue;
    }
    if (count_ == static_cast<std::size_t>(most))
      fail("[speech] here % words at most can be said; write fewer, or choose more `words`",
           {most});
    std::size_t past = i + 1;
    if (!is_digit(i))
      while (past < written.size() && written[past] != ' ' && !is_digit(past)) ++past;
    add_written(written.substr(i, past - i));
    ++count_;
    i = past;
  }
  if (count_ == 0) fail("[speech] there is nothing to say; write digits, or words");
}

void Sentence::add_written(std::string_view written) {
  if (written[0] >= '0' && written[0] <= '9') {
    words_[count_] = digit_words()[static_cast<std::size_t>(written[0] - '0')];
    return;
  }
  for (const Word& word : digit_words())
    if (word.letters == written) {
      words_[count_] = word;
      return;
    }
  InventedWord& invented = invented_[count_] = {};
  for (char letter : written)
    if (!invented.add(letter))
      fail(
          "[speech] % cannot be said; write digits, or words of up to % letters out of "
          "`%%`",
          {quoted(written), InventedWord::most_letters, InventedWord::vowels,
           InventedWord::consonants});
  words_[count_] = invented.word();
}

}  // namespace softlook
