#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <charconv>
#include <set>
#include <string>
#include <vector>

#include "session.hpp"

using namespace softlook;
using Catch::Matchers::ContainsSubstring;

namespace {

std::unique_ptr<Task> make(std::string_view name, const Settings::Chosen& chosen) {
  const TaskKind& kind = find_task(name);
  return kind.make({Settings({kind.settings.begin(), kind.settings.end()}, chosen)});
}

// Tokens as people write them; − where there is none.
std::string text(const Task& task, std::span<const float> tokens) {
  std::string all;
  for (float token : tokens)
    all += token < 0 ? "-" : task.label(Axis::input, static_cast<int>(token));
  return all;
}

std::string marked(std::span<const float> row) {
  std::string places;
  for (std::size_t k = 0; k < row.size(); ++k) {
    CHECK((row[k] == 0 || row[k] == 1));
    if (row[k] == 1) places += std::to_string(k) + " ";
  }
  return places;
}

// Calls see(input, target, its alignments) for so many samples.
template <class See>
void each_sample(const Task& task, int samples, bool held_out, See&& see) {
  Arena arena("test", 1 << 20);
  Rng rng(7, held_out);
  for (int i = 0; i < samples; ++i) {
    arena.reset();
    Tape tape(arena, Tape::Mode::forward);
    const Batch batch = held_out ? task.held_out(rng, tape) : task.sample(rng, tape, 1);
    std::vector<std::string> looks;
    for (int t = 0; t < batch.alignment.shape[1]; ++t)
      looks.push_back(marked(batch.alignment.row(t)));
    see(text(task, batch.input.all()), text(task, batch.target.all()), looks);
  }
}

int number(const std::string& digits) {
  int number = -1;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

}  // namespace

TEST_CASE("to copy is to write each letter of a word again, each looked for where it stood") {
  const auto task = make("copy", {{"vocabulary", 6}, {"length", 5}, {"shortest", 2}});
  CHECK((task->form().causal && task->form().input.length == 11));
  std::set<std::size_t> lengths;
  each_sample(*task, 300, false,
              [&](std::string input, const std::string& target, const auto& looks) {
                const std::string word = input.substr(0, input.find('|'));
                const std::size_t n = word.size();
                lengths.insert(n);
                CHECK(std::set<char>(word.begin(), word.end()).size() == n);
                const std::string padding(10 - 2 * n, '-');
                CHECK(input == word + "|" + word + padding);
                CHECK(target == std::string(n, '-') + word + "∎" + padding);
                for (std::size_t t = 0; t < 11; ++t)
                  CHECK(looks[t] == (t < n || t > 2 * n ? "" : std::to_string(t - n) + " "));
              });
  CHECK(lengths == std::set<std::size_t>{2, 3, 4, 5});
  CHECK_THROWS_WITH(make("copy", {{"vocabulary", 4}, {"length", 5}}),
                    ContainsSubstring("[settings] `length` must be at most `vocabulary`, 4"));
  CHECK_THROWS_WITH(make("copy", {{"shortest", 5}, {"length", 4}}),
                    ContainsSubstring("[settings] `shortest` must be at most `length`, 4"));
}

TEST_CASE("a word to copy can be written, with any part of its copy") {
  const auto task = make("copy", {{"length", 4}});
  const auto read = [&](const char* written) {
    const Given given = task->read(written);
    CHECK(given.input.shape == given.target.shape);
    return text(*task, given.input.values) + " → " + text(*task, given.target.values);
  };
  CHECK(read("cadb") == "cadb|cadb → ----cadb∎");
  CHECK(read("ca|") == "ca| → --c");
  CHECK(read("c a d b | d") == "cadb|d → ----cb");
  CHECK(read("cad|bd") == "cad|bd → ---c-∎");
  CHECK_THROWS_WITH(task->read("cac"), ContainsSubstring("[text] the letter `c` comes twice"));
  CHECK_THROWS_WITH(task->read("ca!"), ContainsSubstring("[text] `!` is not a letter"));
  CHECK_THROWS_WITH(task->read("cé"), ContainsSubstring("[text] `é` is not a letter"));
  CHECK_THROWS_WITH(task->read("|"), ContainsSubstring("[text] a word has 1 to 4 letters, got 0"));
  CHECK_THROWS_WITH(task->read("abcde"),
                    ContainsSubstring("[text] a word has 1 to 4 letters, got 5"));
}

TEST_CASE("to sort is to answer with the letters in order, and to look wherever one stands") {
  const auto task = make("sort", {{"vocabulary", 4}, {"length", 6}});
  each_sample(*task, 200, false,
              [&](std::string input, const std::string& target, const auto& looks) {
                for (std::size_t t = 0; t < 6; ++t) {
                  std::string places;
                  for (std::size_t k = 0; k < 6; ++k)
                    if (input[k] == target[t]) places += std::to_string(k) + " ";
                  CHECK(looks[t] == places);
                }
                std::ranges::sort(input);
                CHECK(target == input);
              });
  CHECK_FALSE(task->form().separate);
  CHECK(make("sort", {{"answer", "sequence"}})->form().separate);
  const Given given = task->read("dab a");
  CHECK(text(*task, given.input.values) == "daba");
  CHECK(text(*task, given.target.values) == "aabd");
  CHECK_THROWS_WITH(task->read("abe"), ContainsSubstring("write letters from `a` to `d`"));
}

TEST_CASE("sums are right, their last digit first, and looked for at the digits of the place") {
  for (int digits : {1, 2, 3, 8}) {
    const auto task = make("addition", {{"digits", digits}});
    std::set<std::size_t> lengths;
    each_sample(*task, 300, digits == 2,
                [&](const std::string& input, const std::string& target, const auto& looks) {
                  const std::size_t plus = input.find('+'), equals = input.find('=');
                  const std::string a = input.substr(0, plus),
                                    b = input.substr(plus + 1, equals - plus - 1);
                  lengths.insert(a.size());
                  CHECK((std::to_string(number(a)) == a && std::to_string(number(b)) == b));
                  std::string sum = std::to_string(number(a) + number(b));
                  std::ranges::reverse(sum);
                  const std::string padding(input.size() - equals - 1 - sum.size(), '-');
                  CHECK(input.substr(equals) == "=" + sum + padding);
                  CHECK(target == std::string(equals, '-') + sum + "∎" + padding);
                  for (std::size_t t = 0; t < looks.size(); ++t) {
                    const std::size_t place = t - equals;  // huge before =
                    std::string places;
                    if (place < a.size()) places += std::to_string(plus - 1 - place) + " ";
                    if (place < b.size()) places += std::to_string(equals - 1 - place) + " ";
                    CHECK(looks[t] == places);
                  }
                });
    CHECK(lengths.size() == static_cast<std::size_t>(digits));
  }
}

TEST_CASE("no sum that is tested with was trained on") {
  const auto task = make("addition", {{"digits", 1}});
  std::set<std::string> trained, tested;
  each_sample(*task, 5000, false,
              [&](const std::string& input, const auto&, const auto&) { trained.insert(input); });
  each_sample(*task, 1000, true, [&](const std::string& input, const auto&, const auto&) {
    tested.insert(input);
    CHECK_FALSE(trained.contains(input));
  });
  CHECK(trained.size() + tested.size() == 100);
  CHECK((tested.size() >= 5 && tested.size() <= 20));
}

TEST_CASE("a sum can be written, with any part of its answer") {
  const auto task = make("addition", {{"digits", 2}});
  const auto read = [&](const char* written) {
    const Given given = task->read(written);
    CHECK(given.input.shape == given.target.shape);
    return text(*task, given.input.values) + " → " + text(*task, given.target.values);
  };
  CHECK(read("47+85") == "47+85=231 → -----231∎");
  CHECK(read("47+85=") == "47+85= → -----2");
  CHECK(read("47+85=23") == "47+85=23 → -----231");
  CHECK(read("47+85=33") == "47+85=33 → -----2--");
  CHECK(read("0+0") == "0+0=0 → ---0∎");
  for (const char* wrong :
       {"", "47", "47+", "+85", "147+8", "07+8", "4-8", "4+8=x", "4+8=1234567", "4+é"})
    CHECK_THROWS_WITH(task->read(wrong),
                      ContainsSubstring("is no sum of two numbers of up to 2 digits"));
}

namespace {

Config config_of(const char* task, std::uint64_t seed, int steps, Settings::Chosen settings) {
  settings.merge(Settings::Chosen{{"width", 32},
                                  {"learning-rate", 0.005},
                                  {"schedule", "cosine"},
                                  {"decay-steps", steps - 100}});
  return {.task = task,
          .model = "transformer",
          .attention = "multi-head",
          .optimizer = "adam",
          .seed = seed,
          .settings = settings};
}

std::unique_ptr<Session> trained(const Config& config, int steps) {
#ifndef NDEBUG
  SKIP("hundreds of steps take minutes with sanitizers: the optimised builds run this");
#endif
  auto session = std::make_unique<Session>(config);
  std::vector<float> losses(static_cast<std::size_t>(steps));
  REQUIRE(session->train(losses) == losses.size());
  return session;
}

std::unique_ptr<Session> copying(std::uint64_t seed, const char* position) {
  return trained(config_of("copy", seed, 600, {{"position", position}, {"heads", 1}}), 600);
}

// The likeliest token after what is written.
std::string next(Session& session, const char* written) {
  return session.next(session.read(written)).label;
}

constexpr std::uint64_t seeds[] = {1, 2, 3, 4, 5};

}  // namespace

TEST_CASE("a transformer of two blocks with one head each learns to copy, and where to look") {
  for (std::uint64_t seed : seeds) {
    const Score score = copying(seed, "sinusoidal")->evaluate(200);
    CAPTURE(seed, score.right, score.whole, score.aligned);
    CHECK(score.whole >= 0.99);
    CHECK(score.aligned >= 0.8);
  }
}

TEST_CASE(
    "two models that copy alike have learned two rules: what followed the letter, or the place") {
  const auto content = copying(1, "sinusoidal"), place = copying(1, "learned");
  CHECK(content->evaluate(200).right >= 0.98);
  CHECK(place->evaluate(200).right >= 0.98);
  // The copy is begun with a wrong letter.
  CHECK(next(*content, "cadbfe|d") == "b");
  CHECK(next(*place, "cadbfe|d") == "a");
}

TEST_CASE("a transformer learns to sort") {
  for (std::uint64_t seed : seeds) {
    const Score score = trained(config_of("sort", seed, 600, {}), 600)->evaluate(200);
    CAPTURE(seed, score.right, score.whole);
    CHECK(score.whole >= 0.99);
  }
}

namespace {

void check_adding(std::uint64_t seed) {
  Config config =
      config_of("addition", seed, 1600,
                {{"position", "sinusoidal"}, {"learning-rate", 0.01}, {"weight-decay", 0.1}});
  config.optimizer = "adamw";
  const Score score = trained(config, 1600)->evaluate(500);
  CAPTURE(seed, score.right, score.whole, score.aligned);
  CHECK(score.whole >= 0.99);
}

}  // namespace

TEST_CASE("a transformer learns to add, also numbers that it never saw together") {
  check_adding(1);
}

TEST_CASE("a transformer learns to add from other seeds too", "[.long]") {
  for (std::uint64_t seed : {2u, 3u, 4u, 5u}) check_adding(seed);
}
