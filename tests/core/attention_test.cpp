#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <map>

#include "attention/attention.hpp"
#include "gradcheck.hpp"
#include "rng.hpp"

using namespace softlook;
using Catch::Matchers::ContainsSubstring;
using Tensors = std::vector<Tensor>;
using Matrices = std::vector<reference::Matrix>;

namespace {

using Textbook = reference::Looked (*)(const reference::Matrix&, const reference::Matrix&,
                                       const reference::Matrix&);

const std::map<std::string_view, Textbook> textbook{
    {"dot", reference::dot_attention},
};

// An attention with the settings it declares, on queries and keys of the given width.
struct Made {
  explicit Made(const AttentionKind& kind, int width)
      : settings({kind.settings.begin(), kind.settings.end()}, {}),
        attention(kind.make({settings, parameters, width})) {
    Rng rng(1, 1);
    parameters.allocate(rng);
  }

  Settings settings;
  Parameters parameters;
  std::unique_ptr<Attention> attention;
};

Tensor random(Tape& tape, Rng& rng, const Shape& shape) {
  Tensor x = tape.constant("random", shape);
  for (float& element : x.all()) element = rng.normal();
  return x;
}

}  // namespace

TEST_CASE("every attention's output, weights and scores are those of its textbook definition") {
  struct Part {
    const char* name;
    Tensor AttentionOutput::* engine;
    reference::Matrix reference::Looked::* textbook;
  };
  for (const AttentionKind& kind : attentions()) {
    INFO("tests/core/reference.hpp must define the attention " << kind.name);
    REQUIRE(textbook.contains(kind.name));
    const Textbook definition = textbook.at(kind.name);
    for (const Part& part :
         {Part{"output", &AttentionOutput::output, &reference::Looked::output},
          Part{"weights", &AttentionOutput::weights, &reference::Looked::weights},
          Part{"scores", &AttentionOutput::scores, &reference::Looked::scores}})
      for (int queries : {1, 3, 5})
        for (int keys : {1, 3, 17})
          for (int width : {1, 5, 17}) {
            const Made made(kind, width);
            check_gradient(
                {std::string(kind.name) + " " + part.name,
                 {{queries, width}, {keys, width}, {keys, 3}},
                 [&](Tape& tape, const Tensors& x) {
                   return made.attention->attend(tape, {x[0], x[1], x[2]}).*part.engine;
                 },
                 [&](const Matrices& x) { return definition(x[0], x[1], x[2]).*part.textbook; }});
          }
  }
}

TEST_CASE("every attention that says its rows sum to one keeps its word") {
  for (const AttentionKind& kind : attentions()) {
    if (!kind.rows_sum_to_one) continue;
    Arena arena("test", 1 << 16);
    Tape tape(arena, Tape::Mode::forward);
    Rng rng(1, 1);
    const Tensor x = random(tape, rng, {17, 5});
    const Tensor weights = Made(kind, 5).attention->attend(tape, {x, x, x}).weights;
    REQUIRE(weights.shape == Shape{17, 17});
    for (int i = 0; i < 17; ++i) {
      double sum = 0;
      for (float weight : weights.row(i)) {
        CHECK(weight >= 0);
        sum += static_cast<double>(weight);
      }
      CHECK(sum == Catch::Approx(1).epsilon(1e-6));
    }
  }
}

TEST_CASE("an attention is causal exactly if it says so") {
  for (const AttentionKind& kind : attentions()) {
    Arena arena("test", 1 << 16);
    Tape tape(arena, Tape::Mode::forward);
    Rng rng(1, 1);
    const Tensor x = random(tape, rng, {7, 5});
    const Tensor weights = Made(kind, 5).attention->attend(tape, {x, x, x}).weights;
    float later = 0;
    for (int i = 0; i < 7; ++i)
      for (int j = i + 1; j < 7; ++j) later += weights.row(i)[static_cast<std::size_t>(j)];
    CHECK((later == 0) == kind.causal);
  }
}

TEST_CASE("an unknown attention is refused with the list of those that exist") {
  CHECK_THROWS_WITH(
      find_attention("telepathy"),
      ContainsSubstring("[attention] there is no attention called `telepathy`; there is `dot`"));
}
