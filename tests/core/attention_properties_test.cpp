#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <numeric>

#include "attention_case.hpp"
#include "session.hpp"

using namespace softlook;
using Catch::Matchers::ContainsSubstring;

namespace {

constexpr int length = 17;

// What is seen when an attention looks from each of 17 positions at each, and its output.
struct Seen {
  explicit Seen(const AttentionKind& kind, int heads = 2, const Settings::Chosen& chosen = {})
      : sizes{2, length, length, heads, 3, 3}, made(kind, sizes, chosen), question(made, sizes) {}

  AttentionOutput look() {
    arena.reset();
    Tape tape(arena, Tape::Mode::observe);
    return made.attention->attend(tape, question.input());
  }

  Sizes sizes;
  Made made;
  Question question;
  Arena arena{"test", 1 << 22};
};

// The bytes that a training pass takes with so many positions.
double memory(const AttentionKind& kind, int positions, bool causal) {
  const Sizes sizes{1, positions, positions, 1, 4, 4};
  const Made made(kind, sizes);
  Arena arena = Arena::measuring();
  Tape tape(arena, Tape::Mode::train);
  float* nowhere = reinterpret_cast<float*>(Arena::nowhere());
  const Tensor x{{1, positions, 4}, nowhere, nowhere};
  (void)made.attention->attend(tape, {x, x, x, Mask{.causal = causal}});
  return static_cast<double>(arena.peak());
}

}  // namespace

TEST_CASE("the weights of a row sum to one exactly if the attention says so") {
  for (const AttentionKind& kind : attentions()) {
    INFO(kind.name);
    Seen seen(kind);
    const Tensor weights = seen.look().weights;
    double furthest = 0;
    for (int i = 0; i < weights.shape.rows(); ++i) {
      double sum = 0;
      for (const float weight : weights.row(i)) {
        CHECK(weight >= 0);
        sum += static_cast<double>(weight);
      }
      furthest = std::max(furthest, std::fabs(sum - 1));
    }
    CHECK((furthest < 1e-6) == kind.rows_sum_to_one);
  }
}

TEST_CASE("an attention is causal exactly if it says so") {
  for (const AttentionKind& kind : attentions()) {
    INFO(kind.name);
    Seen seen(kind);
    const Tensor weights = seen.look().weights;
    float later = 0;
    for (int row = 0; row < weights.shape.rows(); ++row)
      for (int j = row % length + 1; j < length; ++j)
        later += weights.row(row)[static_cast<std::size_t>(j)];
    CHECK((later == 0) == kind.causal);
  }
}

TEST_CASE("an attention trains in memory that is linear in the length exactly if it says so") {
  for (const AttentionKind& kind : attentions())
    for (const bool causal : {false, true}) {
      INFO(kind.name << (causal ? ", causal" : ""));
      const double one = memory(kind, 128, causal), two = memory(kind, 256, causal),
                   four = memory(kind, 512, causal);
      // The second doubling takes twice as much as the first, or four times.
      CHECK((four - two < 2.5 * (two - one)) == kind.linear_memory);
    }
}

TEST_CASE("who sees nothing finds nothing, and learns nothing") {
  for (const AttentionKind& kind : attentions())
    for (const Tape::Mode mode : {Tape::Mode::train, Tape::Mode::explain})
      for (const bool causal : {false, true}) {
        INFO(kind.name << (causal ? ", causal" : ""));
        const Sizes sizes{2, 5, 3, 2, 3, 3};
        const Made made(kind, sizes);
        Question question(made, sizes, Masked::padding);
        question.mask.causal = causal;
        std::ranges::fill(question.mask.padding.row(0), -1.0f);  // the first sample has no keys
        Arena arena("test", 1 << 20);
        Tape tape(arena, mode);
        const AttentionOutput found = made.attention->attend(tape, question.input());
        std::vector<float> dy;
        tape.backward(contracted(tape, found.output, dy));
        for (const Tensor& x : {found.output, found.weights})
          for (std::size_t i = 0; i < x.count() / 2 && x.values; ++i) CHECK(x.values[i] == 0);
        for (const Tensor& x : question.inputs())
          for (std::size_t i = 0; i < x.count(); ++i) {
            CHECK(std::isfinite(x.gradient[i]));
            if (i < x.count() / 2) CHECK(x.gradient[i] == 1);  // as it was
          }
        for (const float gradient : made.parameters.gradients()) CHECK(std::isfinite(gradient));
      }
}

TEST_CASE("the order of the keys matters exactly to those that know positions") {
  for (const AttentionKind& kind : attentions()) {
    const reference::Definition& definition = reference::attention_definitions().at(kind.name);
    Settings::Chosen variant;
    for (const auto& [name, value] : definition.variant) variant.emplace(name, value);
    for (const Settings::Chosen& chosen : {Settings::Chosen{}, variant}) {
      INFO(kind.name);
      Seen seen(kind, 2, chosen), turned(kind, 2, chosen);
      for (const auto& [from, to] : {std::pair(seen.question.keys, turned.question.keys),
                                     std::pair(seen.question.values, turned.question.values)})
        for (int row = 0; row < from.shape.rows(); ++row) {
          const int moved = row / length * length + (row + 5) % length;
          std::ranges::copy(from.row(row), to.row(moved).begin());
        }
      const AttentionOutput before = seen.look(), after = turned.look();
      float furthest = 0;
      for (std::size_t i = 0; i < before.output.count(); ++i)
        furthest = std::max(furthest, std::fabs(before.output.values[i] - after.output.values[i]));
      bool permuted = true;
      for (int row = 0; row < before.weights.shape.rows(); ++row)
        for (std::size_t j = 0; j < length; ++j)
          permuted = permuted && std::fabs(before.weights.row(row)[j] -
                                           after.weights.row(row)[(j + 5) % length]) < 1e-5f;
      const bool knows = definition.knows_positions(seen.question.asked());
      CHECK((furthest > 1e-3f) == knows);
      CHECK(permuted != knows);
    }
  }
}

TEST_CASE("heads that do not divide the width are refused") {
  for (const AttentionKind& kind : attentions()) {
    INFO(kind.name);
    const Settings settings({kind.settings.begin(), kind.settings.end()}, with_heads(kind, 3));
    Parameters parameters;
    CHECK_THROWS_WITH(kind.make({settings, parameters, "layer", 8, 5}),
                      "[settings] `heads` must divide the width: 3 does not divide 8");
  }
  const AttentionKind& grouped = find_attention("grouped-query");
  const Settings settings({grouped.settings.begin(), grouped.settings.end()},
                          {{"heads", 4}, {"key-heads", 3}});
  Parameters parameters;
  CHECK_THROWS_WITH(grouped.make({settings, parameters, "layer", 8, 5}),
                    ContainsSubstring("`key-heads` must divide `heads`"));
}

TEST_CASE("more keys than there are learned positions are refused") {
  for (const auto& [name, chosen] : {std::pair("location", Settings::Chosen{}),
                                     std::pair("two-sided", Settings::Chosen{{"bias", 1}})}) {
    const AttentionKind& kind = find_attention(name);
    const Made made(kind, {}, chosen);  // for 19
    const Question question(made, {.keys = 20});
    Arena arena("test", 1 << 16);
    Tape tape(arena, Tape::Mode::forward);
    CHECK_THROWS_WITH(made.attention->attend(tape, question.input()),
                      "[attention] there are 20 keys, but only 19 positions are learned; give "
                      "fewer, or make the attention for more");
  }
}

TEST_CASE("weights drop out while training only") {
  for (const AttentionKind& kind : attentions()) {
    INFO(kind.name);
    const Sizes sizes{2, 5, 7, 2, 3, 3};
    const Made made(kind, sizes);
    const Question question(made, sizes);
    const auto output = [&](Tape::Mode mode, float dropout) {
      Arena arena("test", 1 << 20);
      Tape tape(arena, mode, Rng(1, 1));
      AttentionInput input = question.input();
      input.dropout = dropout;
      const auto all = made.attention->attend(tape, input).output.all();
      return std::vector<float>(all.begin(), all.end());
    };
    CHECK(output(Tape::Mode::forward, 0.5f) == output(Tape::Mode::forward, 0));
    CHECK(output(Tape::Mode::train, 0.5f) != output(Tape::Mode::train, 0));
  }
}

TEST_CASE("every model can use every attention") {
  for (const ModelKind& model : models()) {
    const auto trains = [&](std::string_view task, std::string_view attention) {
      Session session({.task = std::string(task),
                       .model = std::string(model.name),
                       .attention = std::string(attention),
                       .settings = {{"batch", 2}}});
      std::vector<float> losses(3);
      CHECK(session.train(losses) == 3);
      CHECK(std::isfinite(session.observe(0)));
      CHECK(std::isfinite(session.observe(0, {.gradients = true})));
    };
    // The first task that is one for this model, and has samples.
    const auto fits = [&](const TaskKind& task) {
      try {
        Session({.task = std::string(task.name), .model = std::string(model.name)}).observe(0);
        return true;
      } catch (const Error&) {
        return false;
      }
    };
    const auto task = std::ranges::find_if(tasks(), fits);
    INFO(model.name << " must have a task");
    REQUIRE(task != tasks().end());
    for (const AttentionKind& kind : attentions()) {
      INFO(kind.name << " in " << model.name);
      trains(task->name, kind.name);
    }
  }
}
