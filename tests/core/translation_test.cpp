#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <limits>
#include <set>
#include <string>

#include "session.hpp"
#include "tasks/translation_grammar.hpp"

using namespace softlook;
using namespace softlook::translation;
using Catch::Matchers::ContainsSubstring;

namespace {

std::unique_ptr<Task> make(const Settings::Chosen& chosen = {}) {
  const TaskKind& kind = find_task("translation");
  return kind.make({Settings({kind.settings.begin(), kind.settings.end()}, chosen)});
}

std::string words_of(const Task& task, Axis axis, std::span<const float> tokens) {
  std::string text;
  for (float token : tokens)
    if (token >= 0) text += (text.empty() ? "" : " ") + task.label(axis, static_cast<int>(token));
  return text;
}

std::string english_of(const Task& task, const std::string& chinese) {
  return words_of(task, Axis::target, task.read(chinese).target.values);
}

}  // namespace

TEST_CASE("sentences that anybody can check are translated so") {
  const auto task = make();
  const std::pair<const char*, const char*> known[] = {
      {"我爱你", "I love you ∎"},
      {"我 在 学校 学习", "I study at school ∎"},
      {"他昨天买了两本红色的书", "he bought two red books yesterday ∎"},
      {"昨天他买了两本红色的书。", "he bought two red books yesterday ∎"},
      {"你喜欢茶吗？", "do you like tea ? ∎"},
      {"她想喝一杯咖啡", "she wants to drink a cup of coffee ∎"},
      {"他们把书放在桌子上了", "they put the book on the table ∎"},
      {"我比他高", "I am taller than him ∎"},
      {"我们没去公园", "we did not go to the park ∎"},
      {"他喜欢我写的信", "he likes the letter that I wrote ∎"},
      {"因为我很忙所以我不去北京", "I do not go to Beijing because I am busy ∎"},
      {"他和我的老师每天看一部电影", "he and my teacher watch a film every day ∎"},
  };
  for (const auto& [chinese, english] : known) {
    CAPTURE(chinese);
    CHECK(english_of(*task, chinese) == english);
  }
}

TEST_CASE("the alignment points at the words that a word of content comes from, and at no other") {
  const auto task = make();
  const auto one = [&](const std::string& chinese, const std::string& english) {
    const Lexicon lexicon;
    std::vector<int> tokens;
    for (float token : task->read(chinese).input.values) tokens.push_back(static_cast<int>(token));
    Sentence sentence;
    REQUIRE(find(lexicon, tokens, sentence));
    for (const Phrase::Piece& piece : sentence.english.all())
      if (lexicon.english(lexicon.english_of(piece.word, piece.form)) == english) {
        std::string sources;
        for (int t = 0; t < sentence.length; ++t)
          if (piece.from >> t & 1) sources += lexicon.chinese(tokens[static_cast<std::size_t>(t)]);
        return has_content(piece.word) ? sources : "-";
      }
    return std::string("?");
  };
  const std::string red = "他昨天买了两本红色的书";
  CHECK(one(red, "he") == "他");
  CHECK(one(red, "bought") == "买了");
  CHECK(one(red, "two") == "两");
  CHECK(one(red, "red") == "红色");
  CHECK(one(red, "books") == "书");
  CHECK(one(red, "yesterday") == "昨天");
  CHECK(one("她的老师比我高", "her") == "她的");
  CHECK(one("她的老师比我高", "me") == "我");
  CHECK(one("她的老师比我高", "taller") == "高");
  CHECK(one("她的老师比我高", "than") == "-");
  CHECK(one("她的老师比我高", "is") == "-");
  CHECK(one("她想喝一杯咖啡", "wants") == "想");
  CHECK(one("她想喝一杯咖啡", "cup") == "杯");
  CHECK(one("她想喝一杯咖啡", "of") == "-");
  CHECK(one("我们每天去公园", "every") == "每天");
  CHECK(one("我们每天去公园", "day") == "每天");
}

TEST_CASE("a sentence can be read in one way alone, with or without spaces") {
  const auto task = make({{"longest", 24}});
  const Lexicon lexicon;
  Rng rng(1, 1);
  Choices chance(rng);
  Sentence sentence;
  int met = 0;
  while (met < 300) {
    if (!write(chance, lexicon, sentence)) continue;
    ++met;
    std::string text;
    std::vector<int> tokens;
    for (int t = 0; t < sentence.length; ++t) {
      tokens.push_back(lexicon.chinese_of(sentence.chinese[static_cast<std::size_t>(t)]));
      text += lexicon.chinese(tokens.back());
    }
    CAPTURE(text);
    CHECK(task->read(text).input.values == std::vector<float>(tokens.begin(), tokens.end()));

    std::set<std::vector<int>> translations;
    int ways = 0;
    Choices all;
    do {
      Sentence read;
      if (!write(all, lexicon, read, tokens)) continue;
      ++ways;
      std::vector<int> english;
      for (const Phrase::Piece& piece : read.english.all())
        english.push_back(lexicon.english_of(piece.word, piece.form));
      translations.insert(english);
    } while (all.next());
    CHECK(ways == 1);
    CHECK(translations.size() == 1);
  }
}

TEST_CASE("every length is met as often, nothing is too long, and behind the end is nothing") {
  const auto task = make({{"shortest", 4}, {"longest", 9}});
  Arena arena("test", 1 << 22);
  Tape tape(arena, Tape::Mode::forward);
  Rng rng(1, 1);
  const Batch batch = task->sample(rng, tape, 600);
  REQUIRE(batch.input.shape == Shape{600, 9});
  REQUIRE(batch.target.shape == Shape{600, 13});
  std::array<int, 10> met{};
  for (int b = 0; b < 600; ++b) {
    const auto input = batch.input.row(b), target = batch.target.row(b);
    const auto length = std::ranges::find(input, -1.0f) - input.begin();
    ++met.at(static_cast<std::size_t>(length));
    CHECK(std::all_of(input.begin() + length, input.end(), [](float x) { return x == -1; }));
    const auto last = static_cast<float>(task->form().target.vocabulary - 1);
    const auto end = std::ranges::find(target, last) - target.begin();
    REQUIRE(end < 13);
    CHECK(std::all_of(target.begin() + end + 1, target.end(), [](float x) { return x == -1; }));
    CHECK(std::all_of(target.begin(), target.begin() + end,
                      [&](float x) { return x >= 0 && x < last; }));
    for (int t = 0; t < 13; ++t)
      for (std::ptrdiff_t k = 0; k < 9; ++k)
        if (batch.alignment.row(b * 13 + t)[static_cast<std::size_t>(k)] > 0)
          CHECK((k < length && t < end));
  }
  for (std::size_t length = 0; length < met.size(); ++length)
    CHECK((length < 4 ? met[length] == 0 : met[length] > 60));
}

TEST_CASE("what is held out is never trained on, whatever the seed") {
  const auto task = make({{"longest", 4}});  // of which there are few
  std::set<std::vector<float>> trained, asked;
  for (std::uint64_t seed : {1u, 2u}) {
    Arena arena("test", 1 << 22);
    Tape tape(arena, Tape::Mode::forward);
    Rng rng(seed, 1);
    const auto keep = [](std::set<std::vector<float>>& all, std::span<const float> row) {
      all.emplace(row.begin(), row.end());
    };
    const Batch batch = task->sample(rng, tape, 2000);
    for (int b = 0; b < 2000; ++b) keep(trained, batch.input.row(b));
    for (int i = 0; i < 500; ++i) keep(asked, task->held_out(rng, tape).input.row(0));
  }
  CHECK(trained.size() > 1000);
  CHECK(asked.size() > 50);
  for (const auto& sentence : asked) CHECK_FALSE(trained.contains(sentence));
}

TEST_CASE("what is no sentence is read all the same if its words are known, else refused") {
  const auto task = make();
  const Given salad = task->read("书爱我了");
  CHECK(salad.input.values.size() == 4);
  CHECK(std::ranges::all_of(salad.target.values, [](float x) { return x == -1; }));
  CHECK_THROWS_WITH(task->read("我爱计算机"),
                    ContainsSubstring("[read] no word that the task knows begins with `计`"));
  CHECK_THROWS_WITH(task->read(""), ContainsSubstring("nothing to translate"));
  CHECK_THROWS_WITH(task->read("。 ！"), ContainsSubstring("nothing to translate"));
  CHECK_THROWS_WITH(task->read("我\xff"), ContainsSubstring("no text in UTF-8"));
  CHECK_THROWS_WITH(task->read("我我我我我我我我我我我我我"),
                    ContainsSubstring("the sentence has 13 words"));
  CHECK_THROWS_WITH(make({{"shortest", 9}, {"longest", 5}}),
                    ContainsSubstring("[settings] `shortest`"));
}

namespace {

constexpr int steps = 1500;

Config translating(Settings::Chosen settings, std::uint64_t seed,
                   const char* attention = "scaled-dot") {
  settings.merge(Settings::Chosen{{"width", 48},
                                  {"learning-rate", 0.008},
                                  {"schedule", "cosine"},
                                  {"decay-steps", steps},
                                  {"clip", 1}});
  return {.task = "translation",
          .model = "encoder-decoder",
          .attention = attention,
          .optimizer = "adam",
          .seed = seed,
          .settings = settings};
}

// Taken after `count` steps.
std::unique_ptr<Session> trained(const Config& config, int count) {
#ifndef NDEBUG
  SKIP("thousands of steps take minutes with sanitizers: the optimised builds run this");
#endif
  auto session = std::make_unique<Session>(config);
  std::vector<float> losses(static_cast<std::size_t>(count));
  REQUIRE(session->train(losses) == losses.size());
  return session;
}

// What the same parameters score with sentences of these lengths alone.
Score score_of_lengths(const Session& session, int shortest, int longest) {
  Config config = session.config();
  config.settings.insert_or_assign("shortest", shortest);
  config.settings.insert_or_assign("longest", longest);
  Session other(config);
  for (const auto& [name, tensor, start] : session.parameters().list())
    other.set_parameter(name, tensor.all());
  return other.evaluate(150);
}

void check_learned(const Config& config, int count) {
  const Score score = trained(config, count)->evaluate(500);
  CAPTURE(config.seed, config.attention, score.whole, score.aligned);
  CHECK(score.whole >= 0.99);
  CHECK(score.aligned >= 0.9);
}

}  // namespace

TEST_CASE("an encoder-decoder that looks learns to translate short sentences in seconds") {
  for (std::uint64_t seed : {1u, 2u}) {
    const Score score =
        trained(translating({{"longest", 6}, {"decay-steps", 700}}, seed, "scaled-dot"), 700)
            ->evaluate(200);
    CAPTURE(seed, score.whole, score.aligned);
    CHECK(score.whole >= 0.97);
    CHECK(score.aligned >= 0.9);
  }
}

TEST_CASE("who looks learns to translate sentences that it never saw", "[.long]") {
  for (std::uint64_t seed : {1u, 2u, 3u, 4u, 5u}) check_learned(translating({}, seed), steps);
}

// From small vectors they settle on the words beside the right ones, whose states know these too.
TEST_CASE("so it does by any other score, from large vectors and told the word before it looks",
          "[.long]") {
  for (std::uint64_t seed : {1u, 2u, 3u, 4u, 5u})
    for (const char* attention : {"additive", "dot", "general"})
      check_learned(translating({{"query", "after"},
                                 {"start-scale", 2},
                                 {"learning-rate", 0.004},
                                 {"decay-steps", 2500}},
                                seed, attention),
                    2500);
}

TEST_CASE("a sequence-transformer learns to translate without recurrence", "[.long]") {
  for (std::uint64_t seed : {1u, 2u, 3u, 4u, 5u}) {
    const Score score = trained({.task = "translation",
                                 .model = "sequence-transformer",
                                 .attention = "multi-head",
                                 .optimizer = "adam",
                                 .seed = seed,
                                 .settings = {{"width", 48},
                                              {"layers", 2},
                                              {"ffn", 2},
                                              {"learning-rate", 0.003},
                                              {"schedule", "cosine"},
                                              {"decay-steps", steps}}},
                                steps)
                            ->evaluate(500);
    CAPTURE(seed, score.whole, score.aligned);
    CHECK(score.whole >= 0.97);
    CHECK(score.aligned >= 0.9);
  }
}

TEST_CASE("who does not look forgets, and the more the longer the sentence", "[.long]") {
  for (std::uint64_t seed : {1u, 2u, 3u, 4u, 5u}) {
    const auto looking = trained(translating({}, seed), steps),
               remembering = trained(translating({{"context", "fixed"}}, seed), steps);
    double before = std::numeric_limits<double>::infinity();
    for (const auto& [shortest, longest] : {std::pair{3, 4}, {7, 8}, {11, 12}}) {
      const double with = score_of_lengths(*looking, shortest, longest).whole,
                   without = score_of_lengths(*remembering, shortest, longest).whole;
      CAPTURE(seed, shortest, longest, with, without);
      CHECK(with >= 0.95);
      CHECK(without < before);
      before = without;
    }
    CHECK(before < 0.7);
  }
}
