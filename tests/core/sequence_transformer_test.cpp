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
  const char* position;
  const char* norm;
  const char* activation;
  bool padded;
  int layers;
  int heads;
};
constexpr Row rows[] = {
    {"learned", "pre", "gelu-tanh", true, 2, 1},
    {"learned", "post", "relu", false, 1, 3},
    {"none", "post", "silu", true, 1, 3},
    {"sinusoidal", "pre", "gelu", false, 1, 2},
};

ModelCase case_of(const Row& row) {
  return {"sequence-transformer",
          {{"width", 6},
           {"layers", row.layers},
           {"ffn", 2},
           {"position", row.position},
           {"norm", row.norm},
           {"activation", row.activation},
           {"heads", row.heads}},
          {.input = {.length = 5, .vocabulary = 3},
           .target = {.length = 4, .vocabulary = 5},
           .separate = true}};
}

reference::SequenceTransformer textbook_of(const Row& row, bool tokens = true) {
  reference::SequenceTransformer model{tokens, row.layers, row.position, {}};
  model.block.self.heads = model.block.cross.heads = row.heads;
  model.block.norm_first = std::string(row.norm) == "pre";
  model.block.activation = row.activation;
  return model;
}

const std::vector<float> whole{0, 1, 2, 0, 2, 1, 2, 1}, padded{0, 1, 2, -1, 2, 1, -1, -1};
const std::vector<float> answers{4, 1, 3, 0, 2, -1};

}  // namespace

TEST_CASE("the sequence-transformer has the outputs and the gradients of its textbook definition") {
  for (const Row& row : rows)
    check_layer({std::string("sequence-transformer ") + row.position + " " + row.norm,
                 {constant({2, 4}, row.padded ? padded : whole), constant({2, 3}, answers)},
                 build_model(case_of(row)),
                 [&](const Arrays& x, const Values& p) {
                   return reference::sequence_transformer(p, textbook_of(row), x[0], x[1]);
                 }});
}

TEST_CASE("the sequence-transformer's loss is the cross-entropy of the answers that are wanted") {
  const Row row = rows[0];
  check_layer({"sequence-transformer loss",
               {constant({2, 4}, padded), constant({2, 3}, answers)},
               build_model(case_of(row), [](const Pass& pass) { return pass.loss; }),
               [&](const Arrays& x, const Values& p) {
                 return reference::cross_entropy(
                     reference::sequence_transformer(p, textbook_of(row), x[0], x[1]), x[1], 0);
               }});
}

TEST_CASE("the sequence-transformer reads and writes vectors too") {
  const Row row = rows[1];
  ModelCase one = case_of(row);
  one.form.input = {.length = 4, .width = 3};
  one.form.target = {.length = 3, .width = 2};
  const std::vector<float> wanted{1, -2, 0.5f, 3, 0, 1, 2, 2, -1, 0, 0.25f, 1};
  check_layer({"sequence-transformer of vectors",
               {{2, 4, 3}, constant({2, 3, 2}, wanted)},
               build_model(one, [](const Pass& pass) { return pass.loss; }),
               [&](const Arrays& x, const Values& p) {
                 return reference::mean_squared_error(
                     reference::sequence_transformer(p, textbook_of(row, false), x[0], x[1]), x[1]);
               }});
}

TEST_CASE("what the sequence-transformer writes does not depend on what it is yet to write") {
  Session session(given_config("sequence-transformer", {{"separate", 1}, {"length", 5}}));
  const auto output = [&](std::vector<float> target) {
    session.observe(given(1, {1, 2, 3}, target));
    const auto all = session.tensor("output").tensor.all();
    return std::vector<float>(all.begin(), all.end());
  };
  const auto one = output({4, 5, 6, 7}), other = output({4, 5, 9, 8});
  CHECK(std::equal(one.begin(), one.begin() + 3 * 16, other.begin()));
  CHECK_FALSE(std::equal(one.begin() + 3 * 16, one.end(), other.begin() + 3 * 16));
}

TEST_CASE("each look of the decoder at what was read is shown, by word and by what was read") {
  Session session({.task = "reverse",
                   .model = "sequence-transformer",
                   .attention = "multi-head",
                   .settings = {{"answer", "sequence"}, {"length", 5}, {"width", 8}}});
  session.observe(0);
  for (const char* name : {"decoder.block0.cross.weights", "decoder.block1.cross.weights"}) {
    const Exposed look = session.tensor(name);
    REQUIRE(look.tensor.shape == Shape{1, 4, 5, 5});
    CHECK(look.rows == session.tensor("target").columns);
    CHECK(look.columns == session.tensor("input").columns);
  }
  // The decoder's look at itself hides what comes later.
  const Tensor self = session.tensor("decoder.block0.attn.weights").tensor;
  for (int t = 0; t < 5; ++t)
    for (std::size_t k = 0; k < 5; ++k)
      CHECK((self.row(t)[k] == 0) == (k > static_cast<std::size_t>(t)));
}

TEST_CASE("the sequence-transformer refuses a task with an answer at each position") {
  CHECK_THROWS_WITH(Session({.task = "reverse", .model = "sequence-transformer"}),
                    ContainsSubstring("choose the model `transformer`"));
  CHECK_THROWS_WITH(Session(given_config("sequence-transformer", {{"causal", 1}})),
                    ContainsSubstring("[model] `sequence-transformer` writes a sequence"));
}

TEST_CASE("a sequence-transformer learns to write what it read backwards") {
#ifndef NDEBUG
  SKIP("hundreds of steps take minutes with sanitizers: the optimised builds run this");
#endif
  for (std::uint64_t seed : {1u, 2u, 3u, 4u, 5u}) {
    Session session(
        {.task = "reverse",
         .model = "sequence-transformer",
         .attention = "multi-head",
         .optimizer = "adam",
         .seed = seed,
         .settings = {
             {"answer", "sequence"}, {"width", 32}, {"layers", 1}, {"learning-rate", 0.005}}});
    std::vector<float> losses(400);
    REQUIRE(session.train(losses) == losses.size());
    const Score score = session.evaluate(100);
    CAPTURE(seed, score.whole, score.aligned);
    CHECK(score.whole >= 0.99);
  }
}
