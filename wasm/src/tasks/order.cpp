// A question that order alone answers, or one that it has no part in.
//
//     order    once dog today bit there cat ?     → cat: who was bitten stands after the verb, and as
//                                                   often as not the same words have the other answer
//     words    cow again dog there cow fox ?      → fox: the rarest name; words stand in any order
//
// Small words lie between, anywhere. Of the names in `words` the first is met most often: name i is
// drawn in proportion to 1/i (G. K. Zipf, 1935), three different ones a sentence. Only the "?" at the end
// is to be answered. How rare each word is the task counts in sentences of a stream of its own.

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>
#include <vector>

#include "../io/utf8.hpp"
#include "../simd/map.hpp"
#include "../simd/math.hpp"
#include "task.hpp"

namespace softlook {
namespace {

constexpr std::string_view rules[] = {"order", "words"};
constexpr std::string_view name_words[] = {"dog", "cat", "man", "fox", "cow", "pig", "hen", "rat",
                                           "owl", "bee", "elk", "ant", "jay", "bat", "yak", "cod"};
constexpr std::string_view small_words[] = {"once", "today", "there", "again",
                                            "soon", "then",  "here",  "still"};
constexpr int small_count = std::size(small_words), mentioned = 3;
constexpr std::size_t counted = 4096;  // sentences, to know how rare a word is

// Names come first, then small words, the verb and the question mark.
struct Language {
  int names;
  int length;
  bool ordered;

  explicit Language(const Settings& settings)
      : names(settings.integer("names")),
        length(settings.integer("length")),
        ordered(settings.choice("rule") == "order") {}

  int verb() const { return names + small_count; }
  int question() const { return verb() + 1; }
  int words() const { return question() + 1; }

  int draw_small(Rng& rng) const { return names + rng.below(small_count); }

  // Name i with a weight of 1/(i + 1).
  int draw_name(Rng& rng) const {
    while (true) {
      const int name = rng.below(names);
      if (rng.below(name + 1) == 0) return name;
    }
  }

  void write(Rng& rng, std::span<float> sentence) const {
    const auto words = sentence.first(sentence.size() - 1);
    for (float& word : words) word = static_cast<float>(draw_small(rng));
    ordered ? write_ordered(rng, words) : write_mentions(rng, words);
    sentence.back() = static_cast<float>(question());
  }

  // Who, bit, whom, in three places.
  void write_ordered(Rng& rng, std::span<float> words) const {
    const int who = rng.below(names), other = rng.below(names - 1);
    const std::array<int, 3> said{who, verb(), other < who ? other : other + 1};
    int left = static_cast<int>(words.size()), next = 0;
    for (float& word : words)
      if (rng.below(left--) < 3 - next)
        word = static_cast<float>(said[static_cast<std::size_t>(next++)]);
  }

  // Three names, some of them more than once, and everything shuffled.
  void write_mentions(Rng& rng, std::span<float> words) const {
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (i < mentioned) do
          words[i] = static_cast<float>(draw_name(rng));
        while (std::ranges::count(words.first(i), words[i]) > 0);
      else if (rng.below(4) == 0)
        words[i] = words[static_cast<std::size_t>(rng.below(mentioned))];
    }
    for (std::size_t i = words.size() - 1; i > 0; --i)
      std::swap(words[i], words[static_cast<std::size_t>(rng.below(static_cast<int>(i) + 1))]);
  }

  // The word that answers; −1 if there is none.
  float answer(std::span<const float> sentence) const {
    float rarest = -1, last = -1;
    for (const float word : sentence)
      if (word < static_cast<float>(names)) {
        rarest = std::max(rarest, word);
        last = word;
      }
    return ordered ? last : rarest;
  }

  // ln((N + 1)/(n + 1)): n of N sentences have the word.
  std::vector<float> rarity() const {
    Rng rng = Rng::stream(0, 0);
    std::vector<float> rare(static_cast<std::size_t>(words()), 1.0f);
    std::vector<float> sentence(static_cast<std::size_t>(length));
    for (std::size_t i = 0; i < counted; ++i) {
      write(rng, sentence);
      std::ranges::sort(sentence);
      sentence.resize(
          static_cast<std::size_t>(std::ranges::unique(sentence).begin() - sentence.begin()));
      for (const float word : sentence) ++rare[static_cast<std::size_t>(word)];
      sentence.resize(static_cast<std::size_t>(length));
    }
    for (float& count : rare) count = -simd::log(count / (counted + 1.0f));
    return rare;
  }

  std::string_view word(int token) const {
    if (token < names) return name_words[token];
    if (token < verb()) return small_words[token - names];
    return token == verb() ? "bit" : "?";
  }
};

class Order final : public Task {
 public:
  explicit Order(const TaskParts& parts)
      : Task(form_of(Language(parts.settings))), language_(parts.settings) {}

  std::string label(Axis, int token) const override { return std::string(language_.word(token)); }

  Batch sample(Rng& rng, Tape& tape, int samples) const override {
    const int length = language_.length;
    const Batch batch{tape.constant("input", {samples, length}),
                      tape.constant("target", {samples, length}),
                      tape.constant("alignment", {samples, length, length})};
    simd::fill(batch.target.all(), -1);
    simd::fill(batch.alignment.all(), 0);
    for (int b = 0; b < samples; ++b) {
      const auto sentence = batch.input.row(b);
      language_.write(rng, sentence);
      const float answer = language_.answer(sentence);
      batch.target.row(b).back() = answer;
      const auto where = batch.alignment.row(b * length + length - 1);
      for (std::size_t t = 0; t < where.size(); ++t) where[t] = sentence[t] == answer;
    }
    return batch;
  }

  Given read(std::string_view written) const override {
    Given::Numbers input{{1, 0}, {}};
    for (std::size_t end; !written.empty(); written.remove_prefix(end)) {
      end = written.find_first_of(" \t\n");
      if (end == 0) {
        end = 1;
        continue;
      }
      end = std::min(end, written.size());
      read_word(written.substr(0, end), input.values);
    }
    if (input.values.empty() || input.values.back() != static_cast<float>(language_.question()))
      input.values.push_back(static_cast<float>(language_.question()));
    if (input.values.size() > static_cast<std::size_t>(language_.length))
      fail("[order] a sentence has up to % words and a question mark, got %",
           {language_.length - 1, input.values.size() - 1});
    check_sentence(input.values);
    input.shape[1] = static_cast<int>(input.values.size());
    Given::Numbers target{input.shape, std::vector(input.values.size(), -1.0f)};
    target.values.back() = language_.answer(input.values);
    return {input, target};
  }

 private:
  static Form form_of(const Language& language) {
    const Side side{.length = language.length, .vocabulary = language.words()};
    Form form{.input = side, .target = side};
    form.input.rarity = language.rarity();
    return form;
  }

  // A word, perhaps with the question mark right behind it.
  void read_word(std::string_view written, std::vector<float>& into) const {
    for (int token = 0; token < language_.words(); ++token)
      if (language_.word(token) == written) return into.push_back(static_cast<float>(token));
    if (written.ends_with('?') && written.size() > 1) {
      read_word(written.substr(0, written.size() - 1), into);
      return read_word("?", into);
    }
    std::string known;
    for (int token = 0; token < language_.words(); ++token) add_name(known, language_.word(token));
    fail("[order] there is no word %; there is %", {quoted(written), known});
  }

  // What could have been drawn, if perhaps shorter.
  void check_sentence(std::span<const float> sentence) const {
    const auto is_name = [&](float word) { return word < static_cast<float>(language_.names); };
    const auto is = [](int token) {
      return [token](float word) { return word == static_cast<float>(token); };
    };
    const auto verb = std::ranges::find_if(sentence, is(language_.verb()));
    const bool question = std::ranges::count_if(sentence, is(language_.question())) == 1;
    if (!language_.ordered && (!question || std::ranges::none_of(sentence, is_name)))
      fail("[order] a sentence has at least one name, and one question mark at its end");
    if (language_.ordered &&
        (!question || std::ranges::count_if(sentence, is(language_.verb())) != 1 ||
         std::count_if(sentence.begin(), verb, is_name) != 1 ||
         std::count_if(verb, sentence.end(), is_name) != 1))
      fail("[order] a sentence has one name before `bit` and one after it: dog bit cat ?");
  }

  Language language_;
};

constexpr Setting settings[] = {
    batch_setting(32),
    {.name = "rule",
     .summary = "whether order tells the answer, or the rarest of the words",
     .kind = Setting::Kind::choice,
     .options = rules},
    {.name = "names",
     .summary = "how many different names there are",
     .kind = Setting::Kind::integer,
     .minimum = 4,
     .maximum = 16,
     .initial = 8},
    {.name = "length",
     .summary = "words in a sentence, with the question mark",
     .kind = Setting::Kind::integer,
     .minimum = 4,
     .maximum = 64,
     .initial = 10},
};

}  // namespace

TaskKind order_task() {
  return {
      .name = "order",
      .summary = "who was bitten, which order alone tells; or which name is rare, which words do",
      .settings = settings,
      .make = make_task<Order>};
}

}  // namespace softlook
