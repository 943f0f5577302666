#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <set>
#include <vector>

#include "io/utf8.hpp"
#include "session.hpp"
#include "tasks/text_grammar.hpp"

using namespace softlook;
using Catch::Matchers::ContainsSubstring;

namespace {

std::unique_ptr<Task> make(const Settings::Chosen& chosen, std::string_view data = {}) {
  const TaskKind& kind = find_task("text");
  return kind.make({Settings({kind.settings.begin(), kind.settings.end()}, chosen), data});
}

std::string word(int token) {
  return std::string(grammar::words()[static_cast<std::size_t>(token)]);
}

bool one_of(const std::string& word, std::initializer_list<const char*> list) {
  return std::ranges::count(list, word) > 0;
}
bool female(const std::string& word) { return one_of(word, {"anna", "eva", "ida", "she"}); }
bool male(const std::string& word) { return one_of(word, {"ben", "max", "tom", "he"}); }
bool noun(const std::string& word) {
  return one_of(word, {"dog", "dogs", "cat", "cats", "bird", "birds", "frog", "frogs"});
}
bool verb(const std::string& word) {
  return one_of(word, {"sees", "see", "hears", "hear", "likes", "like", "runs", "run", "sleeps",
                       "sleep", "sings", "sing", "waits", "wait"});
}
bool plural_noun(const std::string& word) { return word.back() == 's'; }
bool plural_verb(const std::string& word) { return word.back() != 's'; }

// Every text of so many words, with its probability, and what −p·ln p comes to in all.
double entropy_of_all_texts(const grammar::State& state, int words, double probability) {
  if (words == 0) return -probability * std::log(probability);
  const grammar::Options options = grammar::options(state);
  double total = 0;
  for (const grammar::Option& option : options.all())
    total +=
        entropy_of_all_texts(option.next, words - 1, probability * option.weight / options.weight);
  return total;
}

}  // namespace

TEST_CASE("the entropy of the stories is that of all texts there are, and what a drawn one has") {
  for (int words = 1; words <= 6; ++words)
    CHECK(grammar::entropy(words) ==
          Catch::Approx(entropy_of_all_texts({}, words, 1) / words).epsilon(1e-6));
  CHECK(make({{"length", 12}})->entropy() == grammar::entropy(12));

  // The surprise of drawn texts, told from their words alone.
  constexpr int texts = 4000, length = 32;
  Rng rng(1, 1);
  double surprise = 0;
  for (int text = 0; text < texts; ++text) {
    grammar::Teller teller;
    REQUIRE(teller.next(rng).token == grammar::start_of_story);
    grammar::State state;
    for (int t = 0; t < length; ++t) {
      const int said = teller.next(rng).token;
      const grammar::Options options = grammar::options(state);
      const auto option =
          std::ranges::find(options.all(), said, [](const auto& one) { return one.word; });
      REQUIRE(option != options.all().end());
      surprise -= std::log(static_cast<double>(option->weight) / options.weight);
      state = option->next;
    }
  }
  CHECK(surprise / (texts * length) == Catch::Approx(grammar::entropy(length)).epsilon(0.005));
}

TEST_CASE("the words said decide what may come next: no two ways lead on with the same word") {
  std::vector<grammar::State> found{{}};
  std::set<int> met{grammar::State{}.number()};
  for (std::size_t i = 0; i < found.size(); ++i) {
    const grammar::Options options = grammar::options(found[i]);
    std::set<int> words;
    int weight = 0;
    for (const grammar::Option& option : options.all()) {
      CHECK(words.insert(option.word).second);
      CHECK((option.next.number() >= 0 && option.next.number() < grammar::State::count));
      if (met.insert(option.next.number()).second) found.push_back(option.next);
      weight += option.weight;
    }
    CHECK((weight == options.weight && weight > 0));
  }
  CHECK(found.size() > 50);
}

TEST_CASE("verbs agree with their nouns over what stands between, and she and he with the name") {
  Rng rng(3, 4);
  grammar::Teller teller;
  std::vector<std::string> text;
  std::string name;
  int far = 0, pronouns = 0, repeated = 0;
  std::vector<int> links;
  for (int t = 0; t < 20000; ++t) {
    const auto [token, link] = teller.next(rng);
    text.push_back(word(token));
    links.push_back(link);
    const std::string& last = text.back();
    if (t > 0 && text[text.size() - 2] == "¶") {
      name = last;
      CHECK(link == t);
    } else if (female(last) || male(last)) {
      CHECK(female(last) == female(name));
      CHECK((one_of(last, {"she", "he"}) || last == name));
      REQUIRE(link >= 0);
      CHECK(text[static_cast<std::size_t>(link)] == name);
      ++(last == name ? repeated : pronouns);
    } else if (verb(last) && link >= 0) {
      const std::string& subject = text[static_cast<std::size_t>(link)];
      CHECK((noun(subject) && text[static_cast<std::size_t>(link - 1)] == "the"));
      CHECK(plural_verb(last) == plural_noun(subject));
      far += link + 3 < t;
    } else {
      CHECK((link < 0 || (noun(last) && link == t)));
    }
  }
  CHECK((far > 100 && pronouns > 500 && repeated > 100));
}

TEST_CASE("the answer to a word is the next one, and the alignment what it depends on") {
  constexpr int length = 24, samples = 60;
  const auto task = make({{"length", length}});
  CHECK((task->form().causal && !task->form().separate));
  Arena arena("test", 1 << 20);
  Tape tape(arena, Tape::Mode::forward);
  Rng rng(1, 1);
  const Batch batch = task->sample(rng, tape, samples);
  int looks = 0;
  for (int b = 0; b < samples; ++b) {
    std::vector<std::string> text;
    for (float token : batch.input.row(b))
      text.push_back(task->label(Axis::input, static_cast<int>(token)));
    text.push_back(task->label(Axis::target, static_cast<int>(batch.target.row(b)[length - 1])));
    CHECK(text[0] == "¶");
    for (std::size_t t = 0; t < length; ++t) {
      CHECK(task->label(Axis::target, static_cast<int>(batch.target.row(b)[t])) == text[t + 1]);
      const auto row = batch.alignment.row(b * length + static_cast<int>(t));
      for (std::size_t k = 0; k < length; ++k) {
        if (row[k] == 0) continue;
        REQUIRE(row[k] == 1);
        ++looks;
        CHECK(k <= t);
        const auto here = text.begin() + static_cast<std::ptrdiff_t>(k);
        const auto next = text.begin() + static_cast<std::ptrdiff_t>(t) + 1;
        if (noun(text[k])) {
          CHECK(plural_noun(text[k]) == plural_verb(text[t + 1]));
          CHECK((k < t && std::count(here, next, ".") == 0));
        } else {
          CHECK((female(text[k]) == female(text[t + 1]) && male(text[k]) == male(text[t + 1])));
          CHECK(std::count(here, next, "¶") == 0);
        }
      }
    }
  }
  CHECK(looks > 200);
}

TEST_CASE("own text is cut into characters of any script; its last tenth is only tested with") {
  std::string text;
  for (int i = 0; i < 90; ++i) text += "aб中😀\r\n";
  for (int i = 0; i < 50; ++i) text += "z.";
  const auto task = make({{"length", 8}}, "\xef\xbb\xbf" + text);
  CHECK(task->form().input.vocabulary == 7);  // no \r, no byte order mark
  CHECK(std::isnan(task->entropy()));
  std::set<std::string> labels;
  for (int token = 0; token < 7; ++token) labels.insert(task->label(Axis::input, token));
  CHECK(labels == std::set<std::string>{"a", "б", "中", "😀", "⏎", "z", "."});

  Arena arena("test", 1 << 20);
  const auto drawn = [&](bool held_out) {
    arena.reset();
    Tape tape(arena, Tape::Mode::forward);
    std::set<std::string> texts;
    Rng rng(1, held_out);
    for (int i = 0; i < 300; ++i) {
      const Batch batch = held_out ? task->held_out(rng, tape) : task->sample(rng, tape, 1);
      CHECK_FALSE(batch.alignment.values);
      std::string all;
      for (float token : batch.input.all())
        all += task->label(Axis::input, static_cast<int>(token));
      for (std::size_t t = 0; t + 1 < 8; ++t)
        CHECK(batch.target.values[t] == batch.input.values[t + 1]);
      texts.insert(all);
    }
    return texts;
  };
  // 450 characters and 100: the last 55 are all from the second part
  for (const std::string& window : drawn(true))
    CHECK((window == "z.z.z.z." || window == ".z.z.z.z"));
  const auto trained = drawn(false);
  CHECK(trained.contains("中😀⏎aб中😀⏎"));
  CHECK(trained.contains("z.z.z.z."));
}

TEST_CASE("what is no text to learn from is refused in a sentence") {
  const auto refused = [](const std::string& data, const char* sentence, int length = 8) {
    CAPTURE(sentence);
    CHECK_THROWS_WITH(make({{"length", length}}, data), ContainsSubstring(sentence));
  };
  refused("\xef\xbb\xbf", "[data] the text is empty");
  refused(std::string(500, 'x'), "[data] the text is `x` alone");
  refused("abc\xff" + std::string(500, 'x'), "[data] byte 3 is none of a text in UTF-8");
  refused("ab中" + std::string(1, '\0') + "c", "[data] byte 5 is none of a text");
  refused("abc\xe4\xb8", "[data] byte 3 is none");
  refused("some words", "[data] the text has 10 characters; the last tenth");
  refused(std::string(10, 'x') + std::string(79, 'y'), "bring at least 90, or choose a smaller");
  refused(std::string(2'000'001, 'x'), "[data] the text has 2000001 bytes, and at most 2000000");
  std::string many;
  for (std::uint32_t c = 0x4e00; c < 0x4e00 + 4097; ++c) append_utf8(many, c);
  refused(many, "[data] the text has 4097 different characters, and at most 4096");
  CHECK(make({{"length", 8}}, std::string(10, 'x') + std::string(80, 'y'))->form().causal);
}

TEST_CASE("a written beginning is read, and what is not known is refused") {
  const auto task = make({{"length", 6}});
  const auto text = [&](const std::vector<float>& tokens) {
    std::string all;
    for (float token : tokens)
      all += token < 0 ? "-" : task->label(Axis::input, static_cast<int>(token)) + " ";
    return all;
  };
  const Given given = task->read(" anna sees the\n dog.");
  CHECK(given.input.shape == std::vector<int>{1, 6});
  CHECK(text(given.input.values) == "¶ anna sees the dog . ");
  CHECK(text(given.target.values) == "anna sees the dog . -");
  CHECK(text(task->read("¶ eva").input.values) == "¶ eva ");
  CHECK(text(task->read("").input.values) == "¶ ");
  CHECK_THROWS_WITH(task->read("anna flies"), ContainsSubstring("[text] `flies` is not a word") &&
                                                  ContainsSubstring("`sings`"));
  CHECK_THROWS_WITH(task->read("ben\xff"), ContainsSubstring("[text] `ben\\xff` is not a word"));
  CHECK_THROWS_WITH(task->read("anna sees the dog . she runs"),
                    ContainsSubstring("[text] at most 6 words are read at once"));

  const auto own = make({{"length", 3}}, "ein Text und noch ein Text, länger als zehn Fenster");
  CHECK(own->read("Tä ").input.values.size() == 3);
  CHECK_THROWS_WITH(own->read("Q"), ContainsSubstring("[text] `Q` does not occur in the text"));
  CHECK_THROWS_WITH(own->read(""), ContainsSubstring("[text] there is nothing to read"));
  CHECK_THROWS_WITH(own->read("\xc3"), ContainsSubstring("[text] `\\xc3` does not occur"));
}

namespace {

Config language_model(std::uint64_t seed) {
  return {.task = "text",
          .model = "transformer",
          .attention = "multi-head",
          .optimizer = "adam",
          .seed = seed,
          .settings = {{"length", 24},
                       {"width", 32},
                       {"heads", 2},
                       {"learning-rate", 0.005},
                       {"schedule", "cosine"},
                       {"decay-steps", 900}}};
}

Score trained(const Config& config, int steps) {
#ifndef NDEBUG
  SKIP("hundreds of steps take minutes with sanitizers: the optimised builds run this");
#endif
  Session session(config);
  std::vector<float> losses(static_cast<std::size_t>(steps));
  REQUIRE(session.train(losses) == losses.size());
  return session.evaluate(400);
}

}  // namespace

TEST_CASE("a transformer learns the stories: its loss comes within 5 % of their entropy") {
  for (std::uint64_t seed : {1u, 2u, 3u, 4u, 5u}) {
    const Score score = trained(language_model(seed), 1000);
    CAPTURE(seed, score.error, score.floor, score.aligned);
    CHECK(score.floor == grammar::entropy(24));
    CHECK(score.error < 1.05 * score.floor);
    CHECK(score.error >
          0.98 * score.floor);  // no model can be better, but for the luck of a sample
    CHECK(score.aligned > 0.8);
  }
}

TEST_CASE("who sees only the word before cannot know what she, he and a far noun ask for") {
  Config config = language_model(1);
  config.attention = "local-window";
  config.settings.insert_or_assign("window", 1);
  config.settings.insert_or_assign("layers", 1);
  const Score score = trained(config, 600);
  CHECK(score.error > 1.15 * score.floor);
  CHECK(score.error < 0.6 * score.baseline);
}
