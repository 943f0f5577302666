#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

// The words that the sentences of `translation` are made of.
namespace softlook::translation {

enum class Class : std::uint8_t {
  particle,  // says how others belong together
  named,     // a word like others that the grammar calls by its name
  pronoun,
  human,
  thing,
  mood,    // of a person
  look,    // of a thing
  state,   // a verb of what lasts: to love
  action,  // a verb that things are done with: to buy
  doing,   // a verb that needs no object: to sleep
  time,
  place,
  spot,  // where something is put
  number,
  pointer,
  english  // has no counterpart
};

// What can be done with a thing: its own bit, and all bits that a verb takes.
enum Kind : std::uint8_t { readable = 1, film = 2, food = 4, drink = 8, letter = 16, other = 32 };

struct Word {
  const char* chinese;
  const char* english;  // its forms, a space between
  Class what;
  std::uint8_t kind = 0;  // things and verbs: of Kind; places: 1 with `the`, 2 `at` and not `in`;
                          // people: 1 if they need no owner; looks: 1 if there is a very
  std::uint8_t partner = 0;  // of a thing its measure word, of a spot 上 or 里
};

// The first words of the table, by name.
enum Particle : std::uint8_t {
  de,       // 的: whose, which
  le,       // 了: done
  ma,       // 吗: asks
  ba,       // 把: what is dealt with
  bi,       // 比: compares
  hen,      // 很: makes an adjective a predicate
  bu,       // 不: not
  mei,      // 没: did not
  xiang,    // 想: wants to
  yao,      // 要: will
  hui,      // 会: can
  zai,      // 在: somewhere
  he,       // 和: and
  yinwei,   // 因为: because
  suoyi,    // 所以: therefore
  danshi,   // 但是: but
  shang,    // 上: on
  li,       // 里: in
  qu,       // 去: to go
  gei,      // 给: to give
  fang,     // 放: to put
  ge,       // measure words, by what they measure: 个
  ben,      // 本, books
  bei,      // 杯, cups
  bu_film,  // 部, films
  feng,     // 封, letters
  zhi,      // 只, animals
  jian      // 件, clothes
};
// Those at the end of the table, which have no Chinese.
enum class Only : std::uint8_t { be, does, the, to, of, at };

std::span<const Word> words();
// Whether a word says something by itself, so that it is to be found where it comes from. Where of,
// than or not come from is said by how a sentence is built, and by more than one word.
inline bool has_content(int word) {
  const Class what = words()[static_cast<std::size_t>(word)].what;
  return what != Class::particle && what != Class::english;
}
int index_of(Only);

// Both vocabularies. Words that are written alike are one token.
class Lexicon {
 public:
  Lexicon();

  int chinese_words() const { return static_cast<int>(chinese_.size()); }
  int english_words() const { return static_cast<int>(english_.size()); }
  std::string_view chinese(int token) const { return chinese_[static_cast<std::size_t>(token)]; }
  std::string_view english(int token) const { return english_[static_cast<std::size_t>(token)]; }

  // The tokens of a word of the table.
  int chinese_of(int word) const { return chinese_of_[static_cast<std::size_t>(word)]; }
  int english_of(int word, int form) const {
    return english_of_[static_cast<std::size_t>(word * most_forms + form)];
  }
  static constexpr int most_forms = 4;

 private:
  std::vector<std::string_view> chinese_, english_;
  std::vector<std::uint8_t> chinese_of_, english_of_;
};

}  // namespace softlook::translation
