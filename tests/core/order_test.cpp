#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <numeric>

#include "model_case.hpp"
#include "models_reference.hpp"

using namespace softlook;
using Catch::Matchers::ContainsSubstring;

namespace {

constexpr int names = 8, verb = 16, question = 17;

std::unique_ptr<Task> make(const Settings::Chosen& chosen) {
  const TaskKind& kind = find_task("order");
  return kind.make({Settings({kind.settings.begin(), kind.settings.end()}, chosen)});
}

// Sentences of a task, with what is to be answered, and a look at both.
void each_sentence(const Settings::Chosen& chosen, int count, auto&& look) {
  const auto task = make(chosen);
  Arena arena("test", 1 << 22);
  Tape tape(arena, Tape::Mode::forward);
  Rng rng(1, 1);
  const Batch batch = task->sample(rng, tape, count);
  const int length = batch.input.shape[1];
  for (int b = 0; b < count; ++b) {
    const auto target = batch.target.row(b);
    CHECK(std::ranges::count(target, -1.0f) == length - 1);
    const std::vector<float> sentence(batch.input.row(b).begin(), batch.input.row(b).end());
    CHECK(sentence.back() == question);
    const auto where = batch.alignment.row(b * length + length - 1);
    for (std::size_t t = 0; t < sentence.size(); ++t)
      CHECK((where[t] == 1.0f) == (sentence[t] == target.back()));
    look(sentence, target.back());
  }
}

std::vector<float> named(const std::vector<float>& sentence) {
  std::vector<float> found;
  for (float word : sentence)
    if (word < names) found.push_back(word);
  return found;
}

Config transformer(const char* position, std::uint64_t seed, Settings::Chosen more = {}) {
  more.merge(Settings::Chosen{{"position", position},
                              {"width", 32},
                              {"layers", 1},
                              {"learning-rate", 0.005},
                              {"schedule", "cosine"},
                              {"warm-up", 10},
                              {"decay-steps", 300}});
  return {.task = "order",
          .model = "transformer",
          .attention = "multi-head",
          .optimizer = "adam",
          .seed = seed,
          .settings = more};
}
Config bag(const char* rule, std::uint64_t seed) {
  return {.task = "order",
          .model = "tf-idf",
          .optimizer = "adam",
          .seed = seed,
          .settings = {{"rule", rule}, {"learning-rate", 0.3}}};
}

Score trained(const Config& config, int steps) {
#ifndef NDEBUG
  SKIP("hundreds of steps take minutes with sanitizers: the optimised builds run this");
#endif
  Session session(config);
  std::vector<float> losses(static_cast<std::size_t>(steps));
  REQUIRE(session.train(losses) == losses.size());
  return session.evaluate(500);
}

std::vector<float> output(Session& session, const std::vector<float>& sentence) {
  std::vector<float> target(sentence.size(), -1.0f);
  target.back() = 0;
  session.observe(given(1, sentence, target));
  const Tensor all = session.tensor("output").tensor;
  const auto last = all.row(all.shape.rows() - 1);
  return {last.begin(), last.end()};
}

constexpr std::uint64_t seeds[] = {1, 2, 3, 4, 5};

}  // namespace

TEST_CASE("who was bitten stands after the verb, and every name is as often the answer") {
  std::vector<int> answers(names);
  each_sentence({}, 2000, [&](const std::vector<float>& sentence, float answer) {
    REQUIRE(sentence.size() == 10);
    const auto said = named(sentence);
    REQUIRE(said.size() == 2);
    CHECK(said[0] != said[1]);
    CHECK(std::ranges::count(sentence, verb) == 1);
    const auto bit = std::ranges::find(sentence, verb);
    CHECK(std::find(sentence.begin(), bit, said[0]) != bit);
    CHECK(std::find(bit, sentence.end(), answer) != sentence.end());
    CHECK(answer == said[1]);
    ++answers.at(static_cast<std::size_t>(answer));
  });
  for (int count : answers) CHECK(std::abs(count - 250) < 60);
}

TEST_CASE("of three names the rarest is the answer, wherever it stands") {
  std::vector<int> met(names);
  int answered_by_the_last = 0;
  each_sentence({{"rule", "words"}}, 4000, [&](const std::vector<float>& sentence, float answer) {
    auto said = named(sentence);
    answered_by_the_last += said.back() == answer;
    CHECK(answer == *std::ranges::max_element(said));
    std::ranges::sort(said);
    said.erase(std::ranges::unique(said).begin(), said.end());
    CHECK(said.size() == 3);
    for (float name : said) ++met.at(static_cast<std::size_t>(name));
  });
  for (std::size_t name = 1; name < names; ++name) CHECK(met[name] < met[name - 1]);
  CHECK((answered_by_the_last > 1000 && answered_by_the_last < 2000));
}

TEST_CASE(
    "the rarity of a word is the logarithm of how many sentences there are to one that has it") {
  for (const char* rule : {"order", "words"}) {
    std::vector<double> holding(18);
    each_sentence({{"rule", rule}}, 4000, [&](const std::vector<float>& sentence, float) {
      for (std::size_t word = 0; word < holding.size(); ++word)
        holding[word] += std::ranges::count(sentence, static_cast<float>(word)) > 0;
    });
    const std::vector<float> rarity = make({{"rule", rule}})->form().input.rarity;
    REQUIRE(rarity.size() == holding.size());
    for (std::size_t word = 0; word < holding.size(); ++word) {
      CAPTURE(rule, word, holding[word]);
      if (holding[word] > 0)
        CHECK(static_cast<double>(rarity[word]) ==
              Catch::Approx(std::log(4000 / holding[word])).margin(0.15));
      else
        CHECK(rarity[word] > 8);
    }
  }
}

TEST_CASE("a sentence can be written, and what is none is refused with what there is") {
  const auto task = make({});
  const Given read = task->read("once dog  today bit cat?");
  CHECK(read.input.shape == std::vector<int>{1, 6});
  CHECK(read.target.values == std::vector<float>{-1, -1, -1, -1, -1, 1});
  CHECK(task->read("dog bit cat").input.values == task->read("dog bit cat ?").input.values);
  const auto words = make({{"rule", "words"}});
  CHECK(words->read("dog fox cat ?").target.values.back() == 3);
  struct Refused {
    const char* sentence;
    const char* why;
  };
  const Refused all[] = {
      {"", "one name before `bit` and one after it"},
      {"dog cat bit", "one name before `bit` and one after it"},
      {"dog bit cat bit pig", "one name before `bit` and one after it"},
      {"? dog bit cat ?", "one name before `bit` and one after it"},
      {"dog bit unicorn", "there is no word `unicorn`; there is `dog`, `cat`"},
      {"dog bit \xff", "there is no word `"},
      {"??", "one name before"},
      {"once once once once once once once dog bit cat ?", "up to 9 words and a question mark"},
  };
  for (const Refused& one : all) {
    CAPTURE(one.sentence);
    CHECK_THROWS_WITH(task->read(one.sentence), ContainsSubstring(one.why));
  }
  CHECK_THROWS_WITH(words->read("once today"), ContainsSubstring("at least one name"));
}

TEST_CASE("a bag of words has the answers and the gradients of its textbook definition") {
  const std::vector<float> rarity{0.5f, 2, 0, 1.25f};
  ModelCase one{
      "tf-idf",
      {},
      {.input = {.length = 6, .vocabulary = 4}, .target = {.length = 6, .vocabulary = 3}}};
  const Input tokens = constant({2, 5}, {0, 1, 2, 3, 1, 3, 2, 1, -1, -1}),
              target = constant({2, 5}, {-1, -1, -1, -1, 2, -1, -1, -1, -1, 0}),
              wanted = constant({2, 1}, {2, 0});
  for (const bool counted : {true, false}) {
    if (counted)
      one.form.input.rarity = rarity;
    else
      one.form.input.rarity.clear();
    const std::vector<double> textbook =
        counted ? std::vector<double>(rarity.begin(), rarity.end()) : std::vector<double>(4, 1.0);
    check_layer(
        {"tf-idf", {tokens, target}, build_model(one), [&](const Arrays& x, const Values& p) {
           return reference::tf_idf(p, x[0], textbook);
         }});
    check_layer({"tf-idf loss",
                 {tokens, target, wanted},
                 build_model(one, [](const Pass& pass) { return pass.loss; }),
                 [&](const Arrays& x, const Values& p) {
                   return reference::cross_entropy(reference::tf_idf(p, x[0], textbook), x[2], 0);
                 }});
  }
}

TEST_CASE("a bag of words refuses vectors and sequences, and bears what has no rare word") {
  CHECK_THROWS_WITH(Session({.task = "ring", .model = "tf-idf"}),
                    ContainsSubstring("[model] `tf-idf` reads words and gives one answer"));
  CHECK_THROWS_WITH(
      Session({.task = "reverse", .model = "tf-idf", .settings = {{"answer", "sequence"}}}),
      ContainsSubstring("[model] `tf-idf` reads words and gives one answer"));
  Session session(bag("order", 1));
  for (float number : output(session, {question})) CHECK(std::isfinite(number));
}

TEST_CASE("a bag of words and attention without positions answer the same in whatever order") {
  for (const Config& config : {transformer("none", 3), bag("order", 3)}) {
    Session session(config);
    std::vector<float> losses(50);
    REQUIRE(session.train(losses) == 50);
    std::vector<float> sentence{3, 9, 16, 10, 5, 9, 12, 13, 14, question};
    const auto before = output(session, sentence);
    Rng rng(1, 1);
    for (int round = 0; round < 20; ++round) {
      for (int i = 8; i > 0; --i)
        std::swap(sentence[static_cast<std::size_t>(i)],
                  sentence[static_cast<std::size_t>(rng.below(i + 1))]);
      const auto after = output(session, sentence);
      // A sum in another order may differ in its last bits, and in nothing else.
      for (std::size_t i = 0; i < before.size(); ++i)
        CHECK(std::fabs(after[i] - before[i]) < 1e-5f);
    }
  }
}

TEST_CASE("with positions attention hears the order") {
  for (const char* position : {"learned", "sinusoidal", "rotary", "alibi"}) {
    Session session(transformer(position, 3));
    std::vector<float> losses(50);
    REQUIRE(session.train(losses) == 50);
    const auto one = output(session, {3, 9, 16, 10, 5, 9, 12, 13, 14, question}),
               other = output(session, {5, 9, 16, 10, 3, 9, 12, 13, 14, question});
    float largest = 0;
    for (std::size_t i = 0; i < one.size(); ++i)
      largest = std::max(largest, std::fabs(one[i] - other[i]));
    CAPTURE(position);
    CHECK(largest > 1e-2f);
  }
}

TEST_CASE("without positions who was bitten is a guess between two, for each of five seeds") {
  for (std::uint64_t seed : seeds) {
    const Score looking = trained(transformer("none", seed), 300);
    const Score counting = trained(bag("order", seed), 300);
    CAPTURE(seed, looking.right, counting.right);
    CHECK((looking.right > 0.4 && looking.right < 0.6));
    CHECK((counting.right > 0.4 && counting.right < 0.6));
  }
}

TEST_CASE("with any kind of positions it is known, for each of five seeds") {
  for (std::uint64_t seed : seeds)
    for (const char* position : {"learned", "sinusoidal", "rotary", "alibi"}) {
      const Score score = trained(transformer(position, seed), 300);
      CAPTURE(seed, position, score.right);
      CHECK(score.right >= 0.99);
    }
}

TEST_CASE(
    "where words alone tell, a bag of words is as good as attention, for each of five seeds") {
  for (std::uint64_t seed : seeds) {
    const Score looking = trained(transformer("none", seed, {{"rule", "words"}}), 300);
    const Score counting = trained(bag("words", seed), 300);
    CAPTURE(seed, looking.right, counting.right);
    CHECK(looking.right >= 0.99);
    CHECK(counting.right >= 0.99);
  }
}
