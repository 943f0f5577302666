#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>

#include "model_case.hpp"
#include "models_reference.hpp"

using namespace softlook;
using Catch::Matchers::ContainsSubstring;

namespace {

struct Row {
  const char* cell;
  int directions;
  bool padded;
  int heads;
  const char* attention = "dot";
};
constexpr Row rows[] = {
    {"gru", 2, true, 1}, {"gru", 1, false, 2}, {"lstm", 2, false, 1}, {"rnn", 1, true, 2}};

// Three words can be read; of five that can be written the first three are the same.
ModelCase case_of(const Row& row) {
  return {"pointer",
          {{"width", 4}, {"cell", row.cell}, {"directions", row.directions}, {"heads", row.heads}},
          {.input = {.length = 5, .vocabulary = 3},
           .target = {.length = 4, .vocabulary = 5},
           .separate = true},
          row.attention};
}

reference::EncoderDecoder textbook_of(const Row& row) {
  return {true, row.cell, 4, row.directions, true, row.heads};
}

const std::vector<float> whole{0, 1, 2, 0, 2, 1, 2, 1}, padded{0, 1, 2, -1, 2, 1, -1, -1};
const std::vector<float> answers{4, 1, 3, 0, 2, -1};

// To reverse letters, which can all be copied.
Config reversing(const std::string& attention, Settings::Chosen settings = {}) {
  settings.merge(Settings::Chosen{{"answer", "sequence"}, {"length", 5}, {"width", 8}});
  return {.task = "reverse", .model = "pointer", .attention = attention, .settings = settings};
}

}  // namespace

TEST_CASE("the pointer's output and its gradients are those of its textbook definition") {
  for (const Row& row : rows)
    check_layer({std::string("pointer ") + row.cell,
                 {constant({2, 4}, row.padded ? padded : whole), constant({2, 3}, answers)},
                 build_model(case_of(row)),
                 [&](const Arrays& x, const Values& p) {
                   return reference::pointer(p, textbook_of(row), x[0], x[1]);
                 }});
}

TEST_CASE("the pointer's loss is the cross-entropy of the answers that are wanted") {
  check_layer({"pointer loss",
               {constant({2, 4}, padded), constant({2, 3}, answers)},
               build_model(case_of(rows[0]), [](const Pass& pass) { return pass.loss; }),
               [&](const Arrays& x, const Values& p) {
                 return reference::cross_entropy(
                     reference::pointer(p, textbook_of(rows[0]), x[0], x[1]), x[1], 0);
               }});
}

TEST_CASE("what the pointer says is copied in proportion to the weights, or generated") {
  Session session(given_config("pointer", {{"separate", 1}, {"length", 6}, {"width", 8}}));
  const std::vector<float> read{7, 3, 7, 9, -1, -1};
  session.observe(given(1, read, {7, 9, 3}));
  const Tensor weights = session.tensor("decoder.attn.weights").tensor;
  const Tensor copied = session.tensor("copied").tensor, gate = session.tensor("gate").tensor;
  const Tensor generated = session.tensor("generated").tensor;
  const Tensor output = session.tensor("output").tensor;
  REQUIRE(weights.shape == Shape{1, 1, 3, 6});
  REQUIRE(gate.shape == Shape{1, 3, 1});
  for (int t = 0; t < 3; ++t) {
    double sum = 0;
    for (std::size_t w = 0; w < 16; ++w) {
      double shared = 0;
      for (std::size_t j = 0; j < read.size(); ++j)
        if (read[j] == static_cast<float>(w)) shared += static_cast<double>(weights.row(t)[j]);
      CHECK(std::fabs(static_cast<double>(copied.row(t)[w]) - shared) < 1e-6);
      const double g = static_cast<double>(gate.row(t)[0]);
      const double mixed = g * static_cast<double>(generated.row(t)[w]) + (1 - g) * shared;
      const double said = std::exp(static_cast<double>(output.row(t)[w]));
      CHECK(std::fabs(said - mixed) < 1e-6);
      sum += said;
    }
    CHECK(std::fabs(sum - 1) < 1e-5);
    CHECK(weights.row(t)[4] + weights.row(t)[5] == 0);
  }
}

TEST_CASE("the pointer learns to copy a word that its vocabulary forbids it to generate") {
  Session session(given_config("pointer", {{"separate", 1}, {"length", 4}, {"width", 8}}));
  std::vector<float> bias(16, 0.0f);
  bias[5] = -60;
  session.set_parameter("head.bias", bias);
  const Given batch = given(1, {1, 5, 2}, {5});
  const float before = session.loss(batch);
  for (int i = 0; i < 200; ++i) (void)session.train(batch);
  CHECK(session.loss(batch) < 0.1f);
  CHECK(before > 1);
  session.observe(batch);
  CHECK(session.tensor("generated").tensor.values[5] < 1e-6f);
  CHECK(session.tensor("decoder.attn.weights").tensor.values[1] > 0.9f);
}

TEST_CASE("an answer of the pointer does not depend on itself or on those after it") {
  Session session(given_config("pointer", {{"separate", 1}, {"length", 5}}));
  const auto output = [&](std::vector<float> target) {
    session.observe(given(1, {1, 2, 3}, target));
    const auto all = session.tensor("output").tensor.all();
    return std::vector<float>(all.begin(), all.end());
  };
  const auto one = output({4, 5, 6, 7}), other = output({4, 5, 9, 8});
  CHECK(std::equal(one.begin(), one.begin() + 3 * 16, other.begin()));
  CHECK_FALSE(std::equal(one.begin() + 3 * 16, one.end(), other.begin() + 3 * 16));
}

TEST_CASE("where a pin puts the weights, there the pointer copies from") {
  Session session(reversing("dot"));
  session.observe(0);
  std::vector<float> first(25, 0.0f);
  for (std::size_t t = 0; t < 5; ++t) first[t * 5] = 1;
  session.observe(0, {.pins = {{"decoder.attn.weights", Pin::every_head, Pin::To::given, first}}});
  const auto letter = static_cast<std::size_t>(session.tensor("input").tensor.values[0]);
  for (int t = 0; t < 5; ++t) CHECK(session.tensor("copied").tensor.row(t)[letter] == 1);
}

TEST_CASE("the pointer says a distribution whatever its weights sum to") {
  for (const char* attention : {"sigmoid", "gated-heads", "linear", "sparsemax", "local-window"}) {
    INFO(attention);
    Session session(reversing(attention));
    const float loss = session.observe(0);
    const Tensor output = session.tensor("output").tensor, target = session.tensor("target").tensor;
    double mean = 0;
    for (int t = 0; t < 5; ++t) {
      double sum = 0;
      for (float x : output.row(t)) sum += std::exp(static_cast<double>(x));
      const auto right = static_cast<std::size_t>(target.values[t]);
      mean += (std::log(sum) - static_cast<double>(output.row(t)[right])) / 5;
    }
    CHECK(std::fabs(mean - static_cast<double>(loss)) < 1e-5);
  }
}

TEST_CASE("batches with and without padding take turns in the pointer's memory") {
  for (const Row& row : rows) {
    ModelCase one = case_of(row);
    one.settings.merge(Settings::Chosen{{"separate", 1}, {"length", 5}, {"target-length", 4}});
    Session session(given_config("pointer", one.settings));
    const Given plain = given(2, whole, answers), some = given(2, padded, answers);
    for (const Given* batch : {&plain, &some, &plain, &some}) {
      CHECK(session.train(*batch) > 0);
      session.observe(*batch, {.gradients = true});
    }
  }
}

TEST_CASE("the pointer refuses what it cannot copy") {
  const auto made = [](Settings::Chosen settings) {
    return [settings] { Session(given_config("pointer", settings)); };
  };
  const auto refused = ContainsSubstring("[model] `pointer` copies tokens of what it reads");
  CHECK_THROWS_WITH(made({{"input-tokens", 0}})(), refused);
  CHECK_THROWS_WITH(made({{"target-tokens", 0}})(), refused);
  CHECK_THROWS_WITH(made({{"input-tokens", 17}, {"target-tokens", 16}})(), refused);
  CHECK_NOTHROW(made({{"input-tokens", 16}, {"target-tokens", 16}})());
  CHECK_THROWS_WITH(made({{"causal", 1}})(),
                    ContainsSubstring("[model] `pointer` reads all of the input"));
}
