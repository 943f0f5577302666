// A grammar that writes Chinese and English at once. Chinese is written word by word, from left to
// right; what each word brings is put together in the order of English meanwhile.
//
//     clause     [time] subject [time] predicate [吗]
//     predicate  [想|要|会|不|没] [在 place] verb [了] [object]      → verb object place time
//                [要|…] 去 [了] place                                → go to place
//                把 thing 给 了 person | 把 thing 放 在 spot 了 | 把 thing verb 了
//                很|不 adjective | 比 person adjective               → is taller than person
//     thing      number|pointer measure [look 的] noun | person 的 noun
//                person [昨天] verb 的 noun                          → the noun that person verb-ed
//     sentence   clause | 因为 clause 所以 clause | clause 但是 clause
//
// What English asks of a verb, Chinese says elsewhere or not at all: I, he and they; did and do.

#include "translation_grammar.hpp"

#include <algorithm>

namespace softlook::translation {
namespace {

enum class Tense { plain, done, will, wants, can, negative, did_not };

struct Noun {
  Phrase text;
  int who = 2;  // the form of to be: I, they, he
};

struct Frame {
  bool asks = false;
  Tense tense = Tense::plain;
  Noun subject = {};
  Phrase time = {};
  Phrase place = {};
  std::uint32_t marker = 0;
};

constexpr int solid = readable | film | food | letter | other;

class Writer {
 public:
  Writer(Choices& choices, const Lexicon& lexicon, Sentence& sentence, std::span<const int> wanted)
      : choices_(choices), lexicon_(lexicon), sentence_(sentence), wanted_(wanted) {}

  Phrase sentence() {
    switch (choices_.weighted("7211")) {
      case 0:
        return clause(false);
      case 1:
        return clause(true);
      case 2: {
        const std::uint32_t because = say(yinwei);
        const Phrase reason = clause(false);
        say(suoyi);
        Phrase result = clause(false);
        return result.add(yinwei, 0, because).add(reason);
      }
      default: {
        Phrase one = clause(false);
        const std::uint32_t but = say(danshi);
        return one.add(danshi, 0, but).add(clause(false));
      }
    }
  }

 private:
  // Writes a Chinese word and gives its bit.
  std::uint32_t say(int word) {
    const auto at = static_cast<std::size_t>(sentence_.length);
    const bool fits =
        wanted_.empty() || (at < wanted_.size() && wanted_[at] == lexicon_.chinese_of(word));
    if (at == Sentence::longest || !fits) choices_.give_up();
    if (choices_.lost()) return 0;
    sentence_.chinese[at] = static_cast<std::uint8_t>(word);
    ++sentence_.length;
    return std::uint32_t{1} << at;
  }

  // A word of its class, and of one of these kinds.
  int pick(Class what, int kinds = 0) {
    const auto fits = [&](const Word& word) {
      return word.what == what && (kinds == 0 || (word.kind & kinds) != 0);
    };
    int count = 0;
    for (const Word& word : words()) count += fits(word);
    if (count == 0) choices_.give_up();
    if (choices_.lost()) return 0;
    int nth = choices_.below(count), index = -1;
    while (nth >= 0) nth -= fits(words()[static_cast<std::size_t>(++index)]);
    return index;
  }

  static int first(Class what) {
    int index = 0;
    while (word(index).what != what) ++index;
    return index;
  }

  static const Word& word(int index) { return words()[static_cast<std::size_t>(index)]; }

  Noun pronoun(int form) {
    const int chosen = pick(Class::pronoun), nth = chosen - first(Class::pronoun);
    // Who speaks or listens comes once in a clause: I do not know us.
    const unsigned party = nth < 3 ? 1u + (nth == 1) : 0;
    if ((parties_ & party) != 0) choices_.give_up();
    parties_ |= party;
    Noun noun{{}, nth == 0 ? 0 : nth < 4 ? 1 : 2};
    noun.text.add(chosen, form, say(chosen));
    return noun;
  }

  // my, from 我 的
  Phrase own() {
    const int chosen = pick(Class::pronoun);
    const std::uint32_t whose = say(chosen);
    return Phrase().add(chosen, 2, whose | say(de));
  }

  // Form 0 for who does something, 1 for whom it is done to.
  Noun human(int form) {
    const int how = choices_.weighted("522");
    if (how == 0) return pronoun(form);
    Noun noun;
    if (how == 1)
      noun.text.add(index_of(Only::the));
    else
      noun.text = own();
    const int chosen = pick(Class::human, how == 1);
    noun.text.add(chosen, 0, say(chosen));
    return noun;
  }

  static bool same(const Phrase& a, const Phrase& b) {
    return std::ranges::equal(a.all(), b.all(), [](const auto& one, const auto& other) {
      return one.word == other.word && one.form == other.form;
    });
  }

  Noun person(int form) {
    Noun one = human(form);
    if (choices_.weighted("91") == 0) return one;
    const std::uint32_t both = say(he);
    const Noun other = human(form);
    if (same(one.text, other.text)) choices_.give_up();
    one.text.add(he, 0, both).add(other.text);
    one.who = 1;
    return one;
  }

  // After a number or a pointer: a measure word, what the thing looks like, and its name.
  Phrase measured(int noun, bool many) {
    Phrase text;
    const bool drunk = word(noun).kind == drink;
    const int measure = word(noun).partner;
    const std::uint32_t measures = say(measure);
    if (drunk) text.add(measure, many, measures).add(index_of(Only::of));
    if (!drunk && choices_.weighted("21") == 1) {
      const int looks = pick(Class::look);
      text.add(looks, 0, say(looks));
      say(de);
    }
    return text.add(noun, many, say(noun));
  }

  // The book that I bought, from 我 买 的 书
  Phrase relative(int noun) {
    const Noun who = human(0);
    Phrase when;
    if (choices_.weighted("31") == 1) when = time_word(0, 1);
    const int verb = pick(Class::action, word(noun).kind);
    const std::uint32_t did = say(verb), which = say(de);
    return Phrase()
        .add(index_of(Only::the))
        .add(noun, 0, say(noun))
        .add(de, 0, which)
        .add(who.text)
        .add(verb, 2, did)
        .add(when);
  }

  // One that both know of.
  Phrase definite(int kinds) {
    const int noun = pick(Class::thing, kinds);
    switch (choices_.weighted("211")) {
      case 0: {
        const int points = pick(Class::pointer);
        Phrase text;
        text.add(points, 0, say(points));
        return text.add(measured(noun, false));
      }
      case 1: {
        Phrase text = own();
        return text.add(noun, 0, say(noun));
      }
      default:
        return relative(noun);
    }
  }

  Phrase thing(int kinds) {
    if (choices_.weighted("11") == 0) return definite(kinds);
    const int noun = pick(Class::thing, kinds), number = pick(Class::number);
    Phrase text;
    text.add(number, 0, say(number));
    return text.add(measured(noun, number != first(Class::number)));
  }

  // Cats, of which there are any number.
  Phrase any() {
    const int noun = pick(Class::thing);
    return Phrase().add(noun, 1, say(noun));
  }

  // One of `count` words of time, from number `from` on.
  Phrase time_word(int from, int count) {
    const int index = first(Class::time) + from + (count > 1 ? choices_.below(count) : 0);
    const std::uint32_t when = say(index);
    Phrase text;
    text.add(index, 0, when);
    if (from == 3) text.add(index, 1, when);  // every day
    return text;
  }

  Phrase time_of(Tense tense) {
    switch (tense) {
      case Tense::plain:
        return time_word(3, 1);
      case Tense::done:
      case Tense::did_not:
        return time_word(0, 2);
      default:
        return time_word(1, 2);
    }
  }

  // Who, and when, which stands before or after.
  void begin(Frame& frame, bool timeless = false) {
    timeless = timeless || frame.tense == Tense::can || frame.tense == Tense::negative;
    const int when = timeless ? 0 : choices_.weighted("211");
    if (when == 1) frame.time = time_of(frame.tense);
    frame.subject = person(0);
    if (when == 2) frame.time = time_of(frame.tense);
  }

  void begin_with_tense(Frame& frame) {
    frame.tense = static_cast<Tense>(choices_.weighted(frame.asks ? "33222" : "3322222"));
    begin(frame);
    constexpr int markers[] = {0, 0, yao, xiang, hui, bu, mei};
    if (frame.tense >= Tense::will)
      frame.marker = say(markers[static_cast<std::size_t>(frame.tense)]);
  }

  // At school, in the park. Which of the two it is hangs on 在 and on the place.
  Phrase place(int chosen, std::uint32_t before, int preposition) {
    const std::uint32_t where = say(chosen);
    Phrase text;
    if (preposition == zai && word(chosen).kind == 2) preposition = index_of(Only::at);
    text.add(preposition, 0, preposition == index_of(Only::to) ? 0 : before | where);
    if (word(chosen).kind == 1) text.add(index_of(Only::the));
    return text.add(chosen, 0, where);
  }

  void maybe_place(Frame& frame) {
    if (choices_.weighted("21") == 0) return;
    const std::uint32_t before = say(zai);
    frame.place = place(pick(Class::place), before, zai);
  }

  // All of a clause, once its Chinese stands but for 吗.
  Phrase put_together(const Frame& frame, const Phrase& helper, const Phrase& verb,
                      const Phrase& rest) {
    Phrase text;
    if (frame.asks) text.add(helper);
    text.add(frame.subject.text);
    if (!frame.asks) text.add(helper);
    text.add(verb).add(rest).add(frame.place).add(frame.time);
    if (frame.asks) text.add(ma, 0, say(ma));
    return text;
  }

  // With the forms that the verb has here: does he want to buy, he wants to buy.
  Phrase predicate(const Frame& frame, int verb, std::uint32_t said, std::uint32_t done,
                   const Phrase& rest) {
    const int does = index_of(Only::does), who = frame.subject.who;
    Phrase helper, text;
    int form = 0;
    switch (frame.tense) {
      case Tense::plain:
      case Tense::wants:
        if (frame.asks) helper.add(does, who);
        form = !frame.asks && who == 2;
        break;
      case Tense::done:
        if (frame.asks) helper.add(does, 3, done);
        form = frame.asks ? 0 : 2;
        break;
      case Tense::will:
      case Tense::can:
        helper.add(frame.tense == Tense::will ? yao : hui, 0, frame.marker);
        break;
      case Tense::negative:
        helper.add(does, who).add(bu, 0, frame.marker);
        break;
      case Tense::did_not:
        helper.add(does, 3, frame.marker).add(bu, 0, frame.marker);
        break;
    }
    if (frame.tense == Tense::wants) {
      text.add(xiang, form, frame.marker).add(index_of(Only::to));
      form = 0;
    }
    text.add(verb, form, form == 2 ? said | done : said);
    return put_together(frame, helper, text, rest);
  }

  std::uint32_t maybe_done(const Frame& frame) { return frame.tense == Tense::done ? say(le) : 0; }

  Phrase acts(Frame frame) {
    begin_with_tense(frame);
    maybe_place(frame);
    const int verb = pick(Class::action);
    const std::uint32_t said = say(verb), done = maybe_done(frame);
    return predicate(frame, verb, said, done, thing(word(verb).kind));
  }

  Phrase does_something(Frame frame) {
    begin_with_tense(frame);
    maybe_place(frame);
    const int verb = pick(Class::doing);
    const std::uint32_t said = say(verb);
    return predicate(frame, verb, said, maybe_done(frame), {});
  }

  Phrase goes(Frame frame) {
    begin_with_tense(frame);
    const std::uint32_t said = say(qu), done = maybe_done(frame);
    const Phrase where = place(pick(Class::place), 0, index_of(Only::to));
    return predicate(frame, qu, said, done, where);
  }

  Phrase feels(Frame frame) {
    frame.tense = choices_.weighted(frame.asks ? "1" : "31") == 1 ? Tense::negative : Tense::plain;
    begin(frame, true);
    if (frame.tense == Tense::negative) frame.marker = say(bu);
    const int verb = pick(Class::state);
    const std::uint32_t said = say(verb);
    const int whom = word(verb).kind == 0 ? 0 : choices_.weighted("421");
    if (whom == 0) return predicate(frame, verb, said, 0, person(1).text);
    if (whom == 2) return predicate(frame, verb, said, 0, thing(word(verb).kind));
    Phrase things = any();
    if (choices_.weighted("31") == 1) {
      const std::uint32_t both = say(he);
      things.add(he, 0, both).add(any());
    }
    return predicate(frame, verb, said, 0, things);
  }

  Phrase moves(Frame frame) {
    frame.tense = Tense::done;
    begin(frame);
    say(ba);
    const int how = choices_.weighted("111");
    if (how == 2) {
      const int verb = pick(Class::action);
      const Phrase what = definite_or_bare(word(verb).kind);
      const std::uint32_t said = say(verb);
      return predicate(frame, verb, said, say(le), what);
    }
    Phrase what = definite_or_bare(solid);
    if (how == 0) {
      const std::uint32_t said = say(gei), done = say(le);
      what.add(index_of(Only::to)).add(person(1).text);
      return predicate(frame, gei, said, done, what);
    }
    const std::uint32_t said = say(fang), before = say(zai);
    const int spot = pick(Class::spot), side = word(spot).partner;
    const std::uint32_t where = say(spot), inside = say(side);
    what.add(side, 0, before | inside).add(index_of(Only::the)).add(spot, 0, where);
    return predicate(frame, fang, said, say(le), what);
  }

  // What 把 deals with is known: the book, from 书
  Phrase definite_or_bare(int kinds) {
    if (choices_.weighted("11") == 0) return definite(kinds);
    const int noun = pick(Class::thing, kinds);
    return Phrase().add(index_of(Only::the)).add(noun, 0, say(noun));
  }

  Phrase is(Frame frame, const Phrase& what, bool negated) {
    Phrase helper, none;
    helper.add(index_of(Only::be), frame.subject.who);
    if (negated) helper.add(bu, 0, frame.marker);
    return put_together(frame, helper, none, what);
  }

  Phrase is_somehow(Frame frame, bool of_a_thing) {
    if (of_a_thing)
      frame.subject.text = definite(solid);
    else
      begin(frame, true);
    const bool negated = choices_.weighted(frame.asks ? "1" : "31") == 1;
    frame.marker = say(negated ? bu : hen);
    const int how = of_a_thing ? pick(Class::look, 1) : pick(Class::mood);
    return is(frame, Phrase().add(how, 0, say(how)), negated);
  }

  Phrase compares(Frame frame) {
    begin(frame, true);
    const std::uint32_t than = say(bi);
    const Noun other = person(1);
    const int how = pick(Class::mood);
    Phrase what;
    what.add(how, 1, say(how)).add(bi, 0, than).add(other.text);
    return is(frame, what, false);
  }

  Phrase clause(bool asks) {
    parties_ = 0;
    Frame frame;
    frame.asks = asks;
    switch (choices_.weighted("53233112")) {
      case 0:
        return acts(frame);
      case 1:
        return does_something(frame);
      case 2:
        return goes(frame);
      case 3:
        return feels(frame);
      case 4:
        return moves(frame);
      case 5:
        return is_somehow(frame, false);
      case 6:
        return is_somehow(frame, true);
      default:
        return compares(frame);
    }
  }

  Choices& choices_;
  const Lexicon& lexicon_;
  Sentence& sentence_;
  std::span<const int> wanted_;
  unsigned parties_ = 0;  // of this clause: 1 for who speaks, 2 for who listens
};

}  // namespace

bool write(Choices& choices, const Lexicon& lexicon, Sentence& sentence,
           std::span<const int> wanted) {
  choices.begin();
  sentence.length = 0;
  sentence.english = Writer(choices, lexicon, sentence, wanted).sentence();
  return !choices.lost() && (wanted.empty() || sentence.length == static_cast<int>(wanted.size()));
}

bool find(const Lexicon& lexicon, std::span<const int> tokens, Sentence& sentence) {
  Choices choices;
  do
    if (write(choices, lexicon, sentence, tokens)) return true;
  while (choices.next());
  return false;
}

}  // namespace softlook::translation
