#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "model_case.hpp"
#include "models_reference.hpp"

using namespace softlook;
using Catch::Matchers::ContainsSubstring;

namespace {

struct Row {
  const char* position;
  const char* norm;
  const char* activation;
  bool causal;
  bool padded;
  int layers;
  int heads;
};
constexpr Row rows[] = {
    {"learned", "pre", "gelu-tanh", true, false, 2, 1},
    {"learned", "post", "relu", false, true, 1, 3},
    {"none", "pre", "gelu", false, true, 1, 1},
    {"none", "post", "silu", true, false, 1, 3},
    {"sinusoidal", "pre", "silu", true, true, 1, 3},
    {"sinusoidal", "post", "gelu-tanh", false, false, 2, 1},
    {"rotary", "pre", "relu", true, true, 1, 3},
    {"rotary", "post", "gelu-tanh", false, false, 1, 1},
    {"alibi", "pre", "gelu-tanh", true, false, 1, 3},
    {"alibi", "post", "gelu", false, true, 1, 1},
};

ModelCase case_of(const Row& row) {
  const Side tokens{.length = 6, .vocabulary = 4}, answers{.length = 6, .vocabulary = 3};
  return {"transformer",
          {{"width", 6},
           {"layers", row.layers},
           {"ffn", 2},
           {"position", row.position},
           {"norm", row.norm},
           {"activation", row.activation},
           {"heads", row.heads}},
          {.input = tokens, .target = answers, .causal = row.causal}};
}

reference::Transformer textbook_of(const Row& row, bool tokens = true) {
  reference::Transformer model{tokens, row.layers, row.position, {}};
  model.block.self.heads = row.heads;
  model.block.self.mask.causal = row.causal;
  model.block.norm_first = std::string(row.norm) == "pre";
  model.block.activation = row.activation;
  return model;
}

const std::vector<float> whole{0, 1, 2, 3, 1, 3, 2, 2, 1, 0},
    padded{0, 1, 2, 3, 1, 3, 2, 1, -1, -1};
const std::vector<float> answers{2, 1, 0, -1, 1, 0, 2, 1, -1, -1};

std::vector<float> numbers(const Session& session, const char* name) {
  const auto all = session.tensor(name).tensor.all();
  return {all.begin(), all.end()};
}

}  // namespace

TEST_CASE("the transformer has the outputs and the gradients of its textbook definition") {
  for (const Row& row : rows)
    check_layer({std::string("transformer ") + row.position + " " + row.norm,
                 {constant({2, 5}, row.padded ? padded : whole), constant({2, 5}, answers)},
                 build_model(case_of(row)),
                 [&](const Arrays& x, const Values& p) {
                   return reference::transformer(p, textbook_of(row), x[0]);
                 }});
}

TEST_CASE("the transformer's loss is the cross-entropy of the answers that are wanted") {
  const Row row = rows[0];
  check_layer({"transformer loss",
               {constant({2, 5}, padded), constant({2, 5}, answers)},
               build_model(case_of(row), [](const Pass& pass) { return pass.loss; }),
               [&](const Arrays& x, const Values& p) {
                 return reference::cross_entropy(reference::transformer(p, textbook_of(row), x[0]),
                                                 x[1], 0);
               }});
}

TEST_CASE("the transformer reads and answers vectors too") {
  const Row row = rows[1];
  ModelCase one = case_of(row);
  one.form.input = {.length = 5, .width = 3};
  one.form.target = {.length = 5, .width = 2};
  check_layer({"transformer of vectors",
               {{2, 5, 3}, {2, 5, 2}},
               build_model(one, [](const Pass& pass) { return pass.loss; }),
               [&](const Arrays& x, const Values& p) {
                 return reference::mean_squared_error(
                     reference::transformer(p, textbook_of(row, false), x[0]), x[1]);
               }});
}

TEST_CASE("the transformer's parameters have the names that others load them by") {
  const Session session(given_config("transformer", {{"layers", 1}, {"width", 6}, {"length", 5}}));
  std::string names;
  for (const auto& parameter : session.parameters().list())
    names += parameter.name + parameter.tensor.shape.text() + " ";
  CHECK(names ==
        "embedding.weight[16,6] position.weight[5,6] block0.norm1.weight[6] block0.norm1.bias[6] "
        "block0.attn.q.weight[6,6] block0.attn.q.bias[6] block0.attn.k.weight[6,6] "
        "block0.attn.k.bias[6] block0.attn.v.weight[6,6] block0.attn.v.bias[6] "
        "block0.attn.o.weight[6,6] block0.attn.o.bias[6] block0.norm2.weight[6] "
        "block0.norm2.bias[6] block0.ffn.up.weight[24,6] block0.ffn.up.bias[24] "
        "block0.ffn.down.weight[6,24] block0.ffn.down.bias[6] norm.weight[6] norm.bias[6] "
        "head.weight[16,6] head.bias[16] ");
}

TEST_CASE("the transformer shows its tensors by the names that views ask for") {
  Session session({.task = "reverse", .model = "transformer"});
  session.observe(0);
  const auto names = session.tensor_names();
  for (const char* name : {"input", "embedded", "block0.attn.scores", "block0.attn.weights",
                           "block0.attn.output", "block0.ffn.hidden", "block0.output",
                           "block1.attn.weights", "output", "target", "alignment"}) {
    INFO(name);
    CHECK(std::ranges::count(names, name) == 1);
  }
  CHECK(session.tensor("block1.attn.weights").tensor.shape == Shape{1, 1, 8, 8});
  CHECK(session.tensor("block0.attn.weights").columns == session.tensor("input").columns);
  CHECK(session.tensor("input").columns.size() == 8);
}

TEST_CASE("the weights of all heads together are shown as their mean") {
  Session session({.task = "reverse",
                   .model = "transformer",
                   .attention = "multi-head",
                   .settings = {{"heads", 3}, {"width", 12}}});
  session.observe(0);
  const Tensor weights = session.tensor("block1.attn.weights").tensor;
  const Exposed average = session.tensor("block1.attn.average");
  REQUIRE(average.tensor.shape == Shape{1, 8, 8});
  CHECK(average.columns == session.tensor("input").columns);
  for (std::size_t i = 0; i < 64; ++i) {
    const float* head = weights.values + i;
    CHECK(average.tensor.values[i] == Catch::Approx((head[0] + head[64] + head[128]) / 3));
  }
}

TEST_CASE("without positions the transformer does not know the order of its input") {
  const std::vector<int> order{3, 0, 4, 1, 2};
  for (const char* position : {"none", "learned", "sinusoidal", "rotary", "alibi"}) {
    INFO(position);
    Session session(given_config("transformer", {{"length", 5}, {"position", position}}));
    const std::vector<float> input{5, 9, 2, 14, 7};
    std::vector<float> moved;
    for (int from : order) moved.push_back(input[static_cast<std::size_t>(from)]);
    session.observe(given(1, input, input));
    const auto before = numbers(session, "output");
    session.observe(given(1, moved, moved));
    const auto after = numbers(session, "output");
    float largest = 0;
    for (std::size_t t = 0; t < 5; ++t)
      for (std::size_t v = 0; v < 16; ++v)
        largest = std::max(largest, std::fabs(after[t * 16 + v] -
                                              before[static_cast<std::size_t>(order[t]) * 16 + v]));
    if (std::string_view(position) == "none")
      CHECK(largest < 1e-5f);
    else
      CHECK(largest > 1e-4f);
  }
}

TEST_CASE("in a causal task nothing that comes later is seen, in another one it is") {
  for (int causal : {0, 1})
    for (const char* position : {"learned", "rotary", "alibi"}) {
      Session session(
          given_config("transformer", {{"length", 5}, {"causal", causal}, {"position", position}}));
      session.observe(given(1, {5, 9, 2, 14, 7}, {0, 0, 0, 0, 0}));
      const auto before = numbers(session, "output");
      session.observe(given(1, {5, 9, 2, 14, 8}, {0, 0, 0, 0, 0}));
      const auto after = numbers(session, "output");
      CHECK(std::equal(before.begin(), before.begin() + 4 * 16, after.begin()) == (causal == 1));
    }
}

TEST_CASE("padding changes nothing of what stands before it") {
  for (const char* position : {"none", "learned", "sinusoidal", "rotary", "alibi"}) {
    Session session(given_config("transformer", {{"length", 5}, {"position", position}}));
    session.observe(given(1, {5, 9, 2}, {0, 0, 0}));
    const auto alone = numbers(session, "output");
    session.observe(given(1, {5, 9, 2, -1, -1}, {0, 0, 0, -1, -1}));
    const auto among = numbers(session, "output");
    for (std::size_t i = 0; i < alone.size(); ++i)
      CHECK(among[i] == Catch::Approx(alone[i]).margin(1e-6));
    const Tensor weights = session.tensor("block1.attn.weights").tensor;
    for (int i = 0; i < 5; ++i) CHECK((weights.row(i)[3] == 0 && weights.row(i)[4] == 0));
  }
}

TEST_CASE("batches with and without padding take turns in the memory that was planned") {
  for (const char* position : {"none", "learned", "sinusoidal", "rotary", "alibi"})
    for (int causal : {0, 1}) {
      Session session(given_config(
          "transformer",
          {{"length", 5}, {"position", position}, {"causal", causal}, {"dropout", 0.1}}));
      const Given plain = given(2, whole, whole), some = given(2, padded, padded);
      for (const Given* batch : {&plain, &some, &plain, &some}) {
        CHECK(session.train(*batch) > 0);
        session.observe(*batch, {.gradients = true});
      }
    }
}

TEST_CASE("the transformer refuses what it cannot do in a sentence") {
  struct Refused {
    Settings::Chosen settings;
    const char* sentence;
  };
  const Refused all[] = {
      {{{"separate", 1}}, "[model] `transformer` answers at each position of what it reads"},
      {{{"width", 10}, {"heads", 4}}, "[settings] `heads` must divide the width"},
      {{{"width", 6}, {"heads", 2}, {"position", "rotary"}}, "rotary turns pairs of numbers"},
      {{{"position", "somewhere"}}, "must be one of `learned`, `none`, `sinusoidal`"},
      {{{"dropout", 1}}, "[settings] `dropout` must be between 0 and 0.9"},
  };
  for (const Refused& one : all)
    CHECK_THROWS_WITH(Session(given_config("transformer", one.settings)),
                      ContainsSubstring(one.sentence));
}

TEST_CASE("a pin cannot make a token of the input what is no token") {
  Session session({.task = "reverse", .model = "transformer"});
  const auto pinned = [](float token) {
    return Look{.pins = {{.name = "input", .to = Pin::To::given, .values = std::vector(8, token)}}};
  };
  CHECK_THROWS_WITH(session.observe(0, pinned(8)),
                    ContainsSubstring("[pin] `input` holds tokens: put only whole numbers from 0 "
                                      "to 7 there"));
  CHECK_THROWS_WITH(session.observe(0, pinned(0.5f)), ContainsSubstring("[pin] `input` holds"));
  const float all_alike = session.observe(0, pinned(3));
  CHECK(all_alike != session.observe(0));
}
