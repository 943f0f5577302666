#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "model_case.hpp"
#include "models_reference.hpp"

using namespace softlook;
using Catch::Matchers::ContainsSubstring;

namespace {

struct Row {
  const char* cell;
  int directions;
  bool looks;
  bool padded;
  int heads;
  bool steps_first = false;
};
constexpr Row rows[] = {
    {"gru", 2, true, true, 1},       {"gru", 1, true, false, 2},        {"gru", 2, false, false, 1},
    {"lstm", 2, true, false, 2},     {"lstm", 1, false, true, 1},       {"rnn", 1, true, true, 1},
    {"gru", 2, true, true, 2, true}, {"lstm", 1, true, false, 1, true},
};

ModelCase case_of(const Row& row) {
  return {"encoder-decoder",
          {{"width", 4},
           {"cell", row.cell},
           {"directions", row.directions},
           {"context", row.looks ? "attention" : "fixed"},
           {"query", row.steps_first ? "after" : "before"},
           {"heads", row.heads}},
          {.input = {.length = 5, .vocabulary = 3},
           .target = {.length = 4, .vocabulary = 5},
           .separate = true}};
}

reference::EncoderDecoder textbook_of(const Row& row) {
  return {true, row.cell, 4, row.directions, row.looks, row.heads, row.steps_first};
}

const std::vector<float> whole{0, 1, 2, 0, 2, 1, 2, 1}, padded{0, 1, 2, -1, 2, 1, -1, -1};
const std::vector<float> answers{4, 1, 3, 0, 2, -1};

// To reverse five letters.
Config reversing(Settings::Chosen settings = {}) {
  settings.merge(Settings::Chosen{{"answer", "sequence"}, {"length", 5}, {"width", 8}});
  return {.task = "reverse", .model = "encoder-decoder", .settings = settings};
}

}  // namespace

TEST_CASE("the encoder-decoder has the outputs and the gradients of its textbook definition") {
  for (const Row& row : rows)
    check_layer({std::string("encoder-decoder ") + row.cell,
                 {constant({2, 4}, row.padded ? padded : whole), constant({2, 3}, answers)},
                 build_model(case_of(row)),
                 [&](const Arrays& x, const Values& p) {
                   return reference::encoder_decoder(p, textbook_of(row), x[0], x[1]);
                 }});
}

TEST_CASE("the encoder-decoder's loss is the cross-entropy of the answers that are wanted") {
  check_layer({"encoder-decoder loss",
               {constant({2, 4}, padded), constant({2, 3}, answers)},
               build_model(case_of(rows[0]), [](const Pass& pass) { return pass.loss; }),
               [&](const Arrays& x, const Values& p) {
                 return reference::cross_entropy(
                     reference::encoder_decoder(p, textbook_of(rows[0]), x[0], x[1]), x[1], 0);
               }});
}

TEST_CASE("the encoder-decoder reads and writes vectors too") {
  ModelCase one = case_of(rows[0]);
  one.form.input = {.length = 4, .width = 3};
  one.form.target = {.length = 3, .width = 2};
  auto textbook = textbook_of(rows[0]);
  textbook.tokens = false;
  const std::vector<float> wanted{1, -2, 0.5f, 3, 0, 1, 2, 2, -1, 0, 0.25f, 1};
  check_layer({"encoder-decoder of vectors",
               {{2, 4, 3}, constant({2, 3, 2}, wanted)},
               build_model(one, [](const Pass& pass) { return pass.loss; }),
               [&](const Arrays& x, const Values& p) {
                 return reference::mean_squared_error(
                     reference::encoder_decoder(p, textbook, x[0], x[1]), x[1]);
               }});
}

TEST_CASE("an answer does not depend on itself or on those after it") {
  Session session(given_config("encoder-decoder", {{"separate", 1}, {"length", 5}}));
  const auto output = [&](std::vector<float> target) {
    session.observe(given(1, {1, 2, 3}, target));
    const auto all = session.tensor("output").tensor.all();
    return std::vector<float>(all.begin(), all.end());
  };
  const auto one = output({4, 5, 6, 7}), other = output({4, 5, 9, 8});
  CHECK(std::equal(one.begin(), one.begin() + 3 * 16, other.begin()));
  CHECK_FALSE(std::equal(one.begin() + 3 * 16, one.end(), other.begin() + 3 * 16));
}

TEST_CASE("the looks of all steps are shown together, by step and by what was read") {
  Session session(reversing());
  session.observe(0);
  const Exposed all = session.tensor("decoder.attn.weights");
  REQUIRE(all.tensor.shape == Shape{1, 1, 5, 5});
  for (int t = 0; t < 5; ++t) {
    const auto one = session.tensor("decoder.step" + std::to_string(t) + ".attn.weights").tensor;
    CHECK(std::ranges::equal(one.all(), all.tensor.row(t)));
  }
  CHECK(all.columns == session.tensor("input").columns);
  CHECK(all.rows == session.tensor("target").columns);
  CHECK(all.rows != all.columns);
}

TEST_CASE("a pin of all looks acts on each step's own") {
  Session session(reversing());
  const float free = session.observe(0);
  const auto loss = [&](const std::string& name, Pin::To to, std::vector<float> values = {},
                        int head = Pin::every_head) {
    return session.observe(0, {.pins = {{name, head, to, std::move(values)}}});
  };
  for (Pin::To to : {Pin::To::zero, Pin::To::uniform}) {
    Look each;
    for (int t = 0; t < 5; ++t)
      each.pins.push_back(
          {"decoder.step" + std::to_string(t) + ".attn.weights", Pin::every_head, to});
    const float by_step = session.observe(0, each);
    CHECK(by_step != free);
    CHECK(loss("decoder.attn.weights", to) == by_step);
  }
  std::vector<float> opposite(25, 0.0f);
  for (std::size_t t = 0; t < 5; ++t) opposite[t * 5 + (4 - t)] = 1;
  for (int head : {Pin::every_head, 0}) {
    CHECK(loss("decoder.attn.weights", Pin::To::given, opposite, head) != free);
    CHECK(std::ranges::equal(session.tensor("decoder.attn.weights").tensor.all(), opposite));
  }
  CHECK(session.observe(0) == free);

  std::vector<float> losses(50);  // untrained looks are all but alike, and so is their mean
  REQUIRE(session.train(losses) == 50);
  CHECK(loss("decoder.attn.weights", Pin::To::mean) != session.observe(0));
}

TEST_CASE("a pin of all looks that does not fit is refused in a sentence") {
  Session session(reversing());
  const auto pinned = [](const char* name, std::vector<float> values) {
    return Look{.pins = {{name, Pin::every_head, Pin::To::given, std::move(values)}}};
  };
  CHECK_THROWS_WITH(session.observe(0, pinned("decoder.attn.weights", std::vector<float>(24))),
                    ContainsSubstring("[pin] `decoder.attn.weights` of [1,1,5,5] is to be replaced "
                                      "by 25 numbers, got 24"));
  CHECK_THROWS_WITH(session.observe(0, pinned("decoder.attn.output", std::vector<float>(5))),
                    ContainsSubstring("[pin] `decoder.attn.output` comes in steps of [1,1,16]"));
  CHECK_THROWS_WITH(session.observe(0, pinned("decoder.attn.nothing", {})),
                    ContainsSubstring("no tensor called `decoder.attn.nothing`"));
}

TEST_CASE("batches with and without padding take turns in the encoder-decoder's memory") {
  for (const Row& row : rows) {
    ModelCase one = case_of(row);
    one.settings.merge(Settings::Chosen{{"separate", 1}, {"length", 5}, {"target-length", 4}});
    Session session(given_config("encoder-decoder", one.settings));
    const Given plain = given(2, whole, answers), some = given(2, padded, answers);
    for (const Given* batch : {&plain, &some, &plain, &some}) {
      CHECK(session.train(*batch) > 0);
      session.observe(*batch, {.gradients = true});
    }
  }
}

TEST_CASE("the encoder-decoder refuses a task in which it would see the answer") {
  CHECK_THROWS_WITH(Session(given_config("encoder-decoder", {{"causal", 1}})),
                    ContainsSubstring("[model] `encoder-decoder` reads all of the input"));
  CHECK_THROWS_WITH(Session(reversing({{"heads", 3}})),
                    ContainsSubstring("[settings] `heads` must divide the width"));
}
