#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <vector>

#include "session.hpp"
#include "streams.hpp"
#include "tasks/text_grammar.hpp"

using namespace softlook;
using Catch::Matchers::ContainsSubstring;

namespace {

std::unique_ptr<Task> make(const Settings::Chosen& chosen, std::string_view data = {}) {
  const TaskKind& kind = find_task("blanks");
  return kind.make({Settings({kind.settings.begin(), kind.settings.end()}, chosen), data});
}

const int vocabulary = static_cast<int>(grammar::words().size());

// How well blanks can be filled by who knows the grammar: the probability of each word in each blank,
// given all that stands around it, by the forward-backward algorithm (L. E. Baum et al., 1970).
class Reader {
 public:
  struct Ways {
    grammar::State state;
    std::vector<std::pair<grammar::Option, std::size_t>>
        to;  // and the place in ways_ of what follows
    int weight = 0;
  };

  Reader() {
    std::vector<int> place(grammar::State::count, -1);
    const auto place_of = [&](const grammar::State& state) {
      int& at = place[static_cast<std::size_t>(state.number())];
      if (at < 0) {
        at = static_cast<int>(ways_.size());
        ways_.push_back({state, {}, 0});
      }
      return static_cast<std::size_t>(at);
    };
    place_of({});
    for (std::size_t i = 0; i < ways_.size(); ++i) {
      const grammar::Options options = grammar::options(ways_[i].state);
      ways_[i].weight = options.weight;
      for (const grammar::Option& option : options.all()) {
        const std::size_t to = place_of(option.next);
        ways_[i].to.emplace_back(option, to);
      }
    }
  }

  // For each position the probability of each word; `text` begins with ¶, blanks are `vocabulary`.
  std::vector<std::vector<double>> fill(std::span<const float> text) const {
    const std::size_t length = text.size(), states = ways_.size();
    using Row = std::vector<double>;
    std::vector<Row> before(length, Row(states)), after(length, Row(states));
    std::vector<Row> words(length, Row(static_cast<std::size_t>(vocabulary)));
    const auto each = [&](std::size_t t, auto&& see) {  // the ways from word t−1 to word t
      for (std::size_t s = 0; s < states; ++s)
        for (const auto& [option, to] : ways_[s].to)
          if (static_cast<int>(text[t]) == vocabulary || static_cast<int>(text[t]) == option.word)
            see(s, to, option.word, static_cast<double>(option.weight) / ways_[s].weight);
    };
    before[0][0] = 1;
    words[0][grammar::start_of_story] = 1;
    std::ranges::fill(after[length - 1], 1.0);
    for (std::size_t t = 1; t < length; ++t)
      each(t, [&](std::size_t s, std::size_t to, int, double p) {
        before[t][to] += before[t - 1][s] * p;
      });
    for (std::size_t t = length - 1; t > 0; --t)
      each(t, [&](std::size_t s, std::size_t to, int, double p) {
        after[t - 1][s] += after[t][to] * p;
      });
    for (std::size_t t = 1; t < length; ++t) {
      double all = 0;
      each(t, [&](std::size_t s, std::size_t to, int word, double p) {
        const double joint = before[t - 1][s] * p * after[t][to];
        words[t][static_cast<std::size_t>(word)] += joint;
        all += joint;
      });
      for (double& p : words[t]) p /= all;
    }
    return words;
  }

 private:
  std::vector<Ways> ways_;
};

// The scores of the best reader on the first held-out samples of a session.
struct Best {
  double right, loss;
};
Best best_of(const Task& task, std::uint64_t seed, int samples) {
  const Reader reader;
  Arena arena("test", 1 << 18);
  double right = 0, loss = 0;
  int answers = 0;
  for (int i = 0; i < samples; ++i) {
    arena.reset();
    Tape tape(arena, Tape::Mode::forward);
    Rng rng = stream(seed, Stream::held_out, static_cast<std::uint64_t>(i));
    const Batch batch = task.held_out(rng, tape);
    const auto words = reader.fill(batch.input.all());
    for (std::size_t t = 0; t < words.size(); ++t) {
      if (batch.target.values[t] < 0) continue;
      const auto answer = static_cast<std::size_t>(batch.target.values[t]);
      right +=
          static_cast<std::size_t>(std::ranges::max_element(words[t]) - words[t].begin()) == answer;
      loss -= std::log(words[t][answer]);
      ++answers;
    }
  }
  return {right / answers, loss / answers};
}

}  // namespace

TEST_CASE("so many words are left blank, any of them alike, and only these have answers") {
  constexpr int length = 20, samples = 2000;
  const auto task = make({{"length", length}, {"share", 0.25}});
  CHECK_FALSE((task->form().causal || task->form().separate));
  CHECK(task->label(Axis::input, vocabulary) == "▢");
  CHECK(task->form().target.vocabulary == vocabulary);
  Arena arena("test", 1 << 22);
  Tape tape(arena, Tape::Mode::forward);
  Rng rng(1, 1);
  const Batch batch = task->sample(rng, tape, samples);
  std::vector<int> blank(length);
  int looks = 0;
  for (int b = 0; b < samples; ++b) {
    const auto input = batch.input.row(b), target = batch.target.row(b);
    CHECK(std::ranges::count(input, static_cast<float>(vocabulary)) == 5);
    for (std::size_t t = 0; t < length; ++t) {
      const bool asked = target[t] >= 0;
      CHECK(asked == (static_cast<int>(input[t]) == vocabulary));
      blank[t] += asked;
      const auto row = batch.alignment.row(b * length + static_cast<int>(t));
      for (std::size_t k = 0; k < length; ++k) {
        if (row[k] == 0) continue;
        CHECK((row[k] == 1 && asked && target[k] < 0));
        ++looks;
      }
    }
  }
  for (int times : blank) CHECK(std::abs(times - samples / 4) < samples / 20);
  CHECK(looks > 100);
}

TEST_CASE(
    "who knows the grammar and reads both ways fills blanks, and is right as often as expected") {
  const auto task = make({});
  const Reader reader;
  Arena arena("test", 1 << 18);
  double expected = 0, right = 0;
  int answers = 0;
  Rng rng(5, 6);
  for (int i = 0; i < 1000; ++i) {
    arena.reset();
    Tape tape(arena, Tape::Mode::forward);
    const Batch batch = task->sample(rng, tape, 1);
    const auto words = reader.fill(batch.input.all());
    for (std::size_t t = 0; t < words.size(); ++t) {
      if (batch.target.values[t] < 0) continue;
      const auto likeliest = std::ranges::max_element(words[t]);
      expected += *likeliest;
      right += static_cast<float>(likeliest - words[t].begin()) == batch.target.values[t];
      ++answers;
    }
  }
  CHECK(std::fabs(right - expected) / answers < 0.02);
}

TEST_CASE("a text with ▢ in it is read, and nobody knows the answers") {
  const auto task = make({{"length", 8}});
  const Given given = task->read("anna ▢ the dog. ▢ runs");
  CHECK(given.input.shape == std::vector<int>{1, 8});
  CHECK(given.input.values[2] == static_cast<float>(vocabulary));
  CHECK(given.input.values[6] == static_cast<float>(vocabulary));
  CHECK(given.target.values == std::vector<float>(8, -1));
  CHECK_THROWS_WITH(task->read("anna ▢▢"), ContainsSubstring("[text] `▢▢` is not a word"));

  const auto own = make({{"length", 4}}, std::string(40, 'a') + std::string(40, 'b'));
  CHECK(own->read("a▢b").input.values == std::vector<float>{0, 2, 1});
  CHECK(own->form().input.vocabulary == 3);
  CHECK(own->form().target.vocabulary == 2);
}

namespace {

Config fills_blanks(std::uint64_t seed, int steps) {
  return {.task = "blanks",
          .model = "transformer",
          .attention = "multi-head",
          .optimizer = "adam",
          .seed = seed,
          .settings = {{"width", 32},
                       {"position", "rotary"},
                       {"learning-rate", 0.005},
                       {"schedule", "cosine"},
                       {"decay-steps", steps - 100}}};
}

Score trained(const Config& config, int steps, int samples = 400) {
#ifndef NDEBUG
  SKIP("hundreds of steps take minutes with sanitizers: the optimised builds run this");
#endif
  Session session(config);
  std::vector<float> losses(static_cast<std::size_t>(steps));
  REQUIRE(session.train(losses) == losses.size());
  return session.evaluate(samples);
}

}  // namespace

TEST_CASE("a transformer fills blanks almost as well as who knows the grammar") {
  const auto task = make({});
  for (std::uint64_t seed : {1u, 2u, 3u, 4u, 5u}) {
    const Score score = trained(fills_blanks(seed, 800), 800);
    const Best best = best_of(*task, seed, 400);
    CAPTURE(seed, score.right, best.right, score.error, best.loss);
    CHECK(score.right > 0.9 * best.right);
    CHECK(score.error > 0.98 * best.loss);
  }
}

TEST_CASE("after many small steps its loss comes near the least there can be", "[.long]") {
  constexpr int steps = 60'000;
  const auto task = make({{"length", 24}});
  for (std::uint64_t seed : {1u, 2u, 3u, 4u, 5u}) {
    Config config = fills_blanks(seed, steps);
    config.settings.merge(Settings::Chosen{
        {"length", 24}, {"ffn", 2}, {"activation", "gelu"}, {"start-scale", 0.5}, {"batch", 4}});
    config.settings.insert_or_assign("learning-rate", 0.003);
    const Score score = trained(config, steps, 1000);
    const Best best = best_of(*task, seed, 1000);
    CAPTURE(seed, score.right, best.right, score.error, best.loss);
    CHECK(score.error < 1.05 * best.loss);
    CHECK(score.error > 0.98 * best.loss);
  }
}

TEST_CASE("blanks in own text are filled too, and better than by the commonest character") {
  Config config = fills_blanks(1, 300);
  for (int i = 0; i < 200; ++i) config.data += "天地玄黄，宇宙洪荒。";
  const Score score = trained(config, 300, 100);
  CHECK(score.right > 0.95);
  CHECK(score.error < 0.2 * score.baseline);
}
