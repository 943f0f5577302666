#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "model_case.hpp"
#include "models_reference.hpp"

using namespace softlook;
using Catch::Matchers::ContainsSubstring;

// Textbook definitions, number by number.
namespace reference {

using Vector = std::vector<Number>;

Vector affine(const Values& p, const std::string& name, const Vector& x) {
  const Array& w = p.at(name + ".weight");
  Vector y;
  for (int i = 0; i < w.rows(); ++i) {
    Number sum = p.contains(name + ".bias") ? p.at(name + ".bias")(0, i) : 0;
    for (int k = 0; k < w.columns(); ++k) sum += w(i, k) * x[static_cast<std::size_t>(k)];
    y.push_back(sum);
  }
  return y;
}

Vector softmax_of(const Vector& x) {
  Vector y;
  Number total = 0;
  for (const Number& score : x) total += std::exp(score);
  for (const Number& score : x) y.push_back(std::exp(score) / total);
  return y;
}

Vector pixels_of(const Array& images, int b, int first, int rows) {
  Vector x;
  for (int y = first; y < first + rows; ++y)
    for (int c = 0; c < images.size[3]; ++c) x.push_back(images(0, b, y, c));
  return x;
}

struct Module {
  int rows, width, heads;
  bool gated = true;
  bool tanh_score = true;
};

// The weights of head h at the state y.
Vector look(const Values& p, const Module& module, int h, const Vector& y,
            const std::vector<Vector>& keys) {
  const int size = module.width / module.heads;
  Vector scores;
  if (!module.tanh_score) {
    for (const Vector& key : keys) {
      Number score = 0;
      for (int c = h * size; c < (h + 1) * size; ++c)
        score += y[static_cast<std::size_t>(c)] * key[static_cast<std::size_t>(c)];
      scores.push_back(score);
    }
    return softmax_of(scores);
  }
  Vector mean(keys.front().size());
  for (const Vector& key : keys)
    for (std::size_t c = 0; c < mean.size(); ++c) mean[c] += key[c] / double(keys.size());
  const Vector middle = affine(p, "attention.mean", mean), asked = affine(p, "attention.query", y);
  for (const Vector& key : keys) {
    const Vector mapped = affine(p, "attention.key", key);
    Number score = 0;
    for (int d = 0; d < size; ++d) {
      const auto c = static_cast<std::size_t>(h * size + d);
      score += p.at("attention.score.weight")(h, d) * std::tanh(mapped[c] + middle[c] + asked[c]);
    }
    scores.push_back(score / std::sqrt(size));
  }
  return softmax_of(scores);
}

Vector answer(const Values& p, const Module& module, const Array& images, int b) {
  const int length = images.size[2] / module.rows, size = module.width / module.heads;
  const auto width = static_cast<std::size_t>(module.width);
  std::vector<Vector> e, a, keys;
  for (int i = 0; i < length; ++i) {
    const Vector x = pixels_of(images, b, i * module.rows, module.rows);
    e.push_back(affine(p, "heads.value", x));
    a.push_back(affine(p, "heads.gate", x));
    for (std::size_t c = 0; c < width; ++c) a.back()[c] = sigmoid(a.back()[c]) * e.back()[c];
    keys.push_back(affine(p, "heads.key", a.back()));
    for (std::size_t c = 0; c < width; ++c)
      keys.back()[c] += p.at("heads.position.weight")(i, static_cast<int>(c));
  }
  Vector y(width), memory(width);
  for (const Vector& now : e) {
    Vector select = affine(p, "select.input", now);
    const Vector selects = affine(p, "select.state", y);
    for (std::size_t h = 0; h < select.size(); ++h) select[h] += selects[h];
    select = softmax_of(select);
    Vector taken(width);
    for (int h = 0; h < module.heads; ++h) {
      const Vector weights = look(p, module, h, y, keys);
      for (int d = 0; d < size; ++d) {
        const auto c = static_cast<std::size_t>(h * size + d);
        Number found = p.at("heads.bias")(0, h * size + d);
        for (std::size_t i = 0; i < a.size(); ++i) found += weights[i] * a[i][c];
        taken[c] = select[static_cast<std::size_t>(h)] * found;
      }
    }
    Vector both = taken;
    both.insert(both.end(), y.begin(), y.end());
    const Vector from_input = affine(p, "update.input", now),
                 from_state = affine(p, "update.state", both);
    const Vector gate = module.gated ? affine(p, "output-gate", now) : Vector(width);
    for (std::size_t c = 0; c < width; ++c) {
      memory[c] += taken[c];
      const Number update = std::tanh(from_input[c] + from_state[c]);
      y[c] = module.gated
                 ? sigmoid(gate[c]) * update
                 : sigmoid(p.at("output-gate.bias")(0, static_cast<int>(c)) + update * now[c]);
    }
  }
  memory.insert(memory.end(), y.begin(), y.end());
  return affine(p, "head", memory);
}

template <class Answer>
Array answers(int samples, Answer&& answer) {
  std::vector<Vector> all;
  for (int b = 0; b < samples; ++b) all.push_back(answer(b));
  return make({1, samples, 1, static_cast<int>(all.front().size())}, [&](int, int b, int, int k) {
    return all[static_cast<std::size_t>(b)][static_cast<std::size_t>(k)];
  });
}

Vector perceptron(const Values& p, const Array& images, int b) {
  Vector x = affine(p, "first", pixels_of(images, b, 0, images.size[2]));
  for (const char* next : {"second", "third"}) {
    for (Number& number : x)
      if (number.real() < 0) number = 0;
    x = affine(p, next, x);
  }
  return x;
}

}  // namespace reference

namespace {

constexpr Form form{.input = {.length = 6, .width = 3, .image = true},
                    .target = {.length = 1, .vocabulary = 4},
                    .separate = true};
const Input right = constant({2, 1}, {3, 0});

ModelCase case_of(const reference::Module& module) {
  return {"attention-module",
          {{"rows", module.rows},
           {"width", module.width},
           {"heads", module.heads},
           {"dropout", 0},
           {"output", module.gated ? "gate" : "product"}},
          form,
          module.tanh_score ? "tanh-score" : "dot"};
}

Config of_digits(std::string model, std::uint64_t seed, Settings::Chosen settings) {
  return {.task = "digits",
          .model = std::move(model),
          .attention = "tanh-score",
          .optimizer = "adam",
          .seed = seed,
          .settings = std::move(settings)};
}

}  // namespace

TEST_CASE("the attention module has the outputs and the gradients of its textbook definition") {
  for (const reference::Module& module :
       {reference::Module{2, 4, 2},
        {.rows = 1, .width = 3, .heads = 1},
        {.rows = 3, .width = 4, .heads = 2, .gated = false},
        {.rows = 2, .width = 4, .heads = 4, .gated = true, .tanh_score = false}})
    check_layer({"attention-module",
                 {{2, 6, 3}, right},
                 build_model(case_of(module)),
                 [&](const Arrays& x, const Values& p) {
                   return reference::answers(
                       2, [&](int b) { return reference::answer(p, module, x[0], b); });
                 }});
}

TEST_CASE("the plain network has the outputs and the gradients of its textbook definition") {
  check_layer({"perceptron",
               {{2, 6, 3}, right},
               build_model({"perceptron", {{"hidden", 6}}, form}),
               [&](const Arrays& x, const Values& p) {
                 return reference::answers(
                     2, [&](int b) { return reference::perceptron(p, x[0], b); });
               }});
}

TEST_CASE("the loss of both is the cross-entropy of the answer") {
  const auto loss = [](const Pass& pass) { return pass.loss; };
  const reference::Module module{2, 4, 2};
  check_layer(
      {"attention-module loss",
       {{2, 6, 3}, right},
       build_model(case_of(module), loss),
       [&](const Arrays& x, const Values& p) {
         return reference::cross_entropy(
             reference::answers(2, [&](int b) { return reference::answer(p, module, x[0], b); }),
             x[1], 0);
       }});
  check_layer(
      {"perceptron loss",
       {{2, 6, 3}, right},
       build_model({"perceptron", {{"hidden", 6}}, form}, loss),
       [&](const Arrays& x, const Values& p) {
         return reference::cross_entropy(
             reference::answers(2, [&](int b) { return reference::perceptron(p, x[0], b); }), x[1],
             0);
       }});
}

TEST_CASE("the plain network has the sizes 784, 128, 64, 10") {
  const Session session(of_digits("perceptron", 1, {}));
  CHECK(session.parameters().count() == 785 * 128 + 129 * 64 + 65 * 10);
}

TEST_CASE("the module shows where it looks at each step, and which rows have ink") {
  Session session(of_digits("attention-module", 1, {{"heads", 4}, {"noise", 0}}));
  session.observe(0);
  const Exposed weights = session.tensor("attention.weights");
  REQUIRE(weights.tensor.shape == Shape{1, 4, 7, 7});
  CHECK(weights.columns.size() == 7);
  for (int t = 0; t < 7; ++t) {
    const auto one = session.tensor("step" + std::to_string(t) + ".attention.weights").tensor;
    for (int h = 0; h < 4; ++h)
      CHECK(std::ranges::equal(one.row(h), weights.tensor.row(h * 7 + t)));
  }
  CHECK(session.tensor("selection").tensor.shape == Shape{1, 7, 4});
  CHECK(session.tensor("states").tensor.shape == Shape{1, 7, 64});
  const Tensor image = session.tensor("input").tensor, where = session.tensor("alignment").tensor;
  REQUIRE(where.shape == Shape{1, 7, 7});
  for (std::size_t i = 0; i < 7; ++i) {
    const auto pixels = image.all().subspan(i * 4 * 28, 4 * 28);
    const bool ink = *std::ranges::max_element(pixels) > 0;
    for (int t = 0; t < 7; ++t) {
      if (ink) CHECK(where.row(t)[i] == 1);
      CHECK(where.row(t)[i] == where.row(0)[i]);
    }
  }
  CHECK(std::ranges::count(where.row(0), 0.0f) > 0);
}

TEST_CASE("a pin of all looks acts on each step of the module") {
  Session session(of_digits("attention-module", 1, {{"heads", 2}}));
  std::vector<float> losses(30);
  REQUIRE(session.train(losses) == 30);
  const float free = session.observe(0);
  const float even =
      session.observe(0, {.pins = {{"attention.weights", Pin::every_head, Pin::To::uniform}}});
  CHECK(even != free);
  for (float weight : session.tensor("attention.weights").tensor.all())
    CHECK(std::abs(weight - 1.0f / 7) < 1e-6f);
}

TEST_CASE("models of images refuse what is none, and rows that do not come out even") {
  for (const char* model : {"attention-module", "perceptron"})
    for (const char* task : {"ring", "reverse", "given"})
      CHECK_THROWS_WITH(Session({.task = task, .model = model}),
                        ContainsSubstring("reads an image and gives one answer"));
  CHECK_THROWS_WITH(Session(of_digits("attention-module", 1, {{"rows", 5}})),
                    ContainsSubstring("[settings] `rows` must divide the rows of the image"));
  Session session(of_digits("perceptron", 1, {}));
  const Given half{{{1, 14, 28}, std::vector<float>(14 * 28)}, {{1, 1}, {3}}};
  CHECK_THROWS_WITH(session.observe(half),
                    ContainsSubstring("one image of 28 rows and 28 columns"));
  const Given whole{{{2, 28, 28}, std::vector<float>(2 * 784)}, {{2, 1}, {3, 4}}};
  CHECK(session.train(whole) > 0);
}

namespace {

double right_after(std::string model, std::uint64_t seed, int steps,
                   const Settings::Chosen& more = {}) {
#ifndef NDEBUG
  SKIP("hundreds of steps take minutes with sanitizers: the optimised builds run this");
#endif
  Settings::Chosen settings{
      {"learning-rate", 0.007}, {"schedule", "cosine"}, {"decay-steps", steps}};
  if (model == "attention-module") settings.insert({{"heads", 4}});
  settings.insert(more.begin(), more.end());
  Session session(of_digits(std::move(model), seed, settings));
  std::vector<float> losses(static_cast<std::size_t>(steps));
  REQUIRE(session.train(losses) == losses.size());
  return session.evaluate(500).right;
}

}  // namespace

TEST_CASE("the attention module learns to tell digits apart") {
  for (std::uint64_t seed : {1u, 2u}) {
    const double reached = right_after("attention-module", seed, 700);
    CAPTURE(seed, reached);
    CHECK(reached >= 0.97);
  }
}

TEST_CASE("the attention module learns to tell digits apart, whatever the seed", "[.long]") {
  for (std::uint64_t seed : {1u, 2u, 3u, 4u, 5u}) {
    const double reached = right_after("attention-module", seed, 700);
    CAPTURE(seed, reached);
    CHECK(reached >= 0.97);
  }
}

TEST_CASE("the plain network learns to tell digits apart too, where they all stand in the middle") {
  for (std::uint64_t seed : {1u, 2u, 3u, 4u, 5u}) {
    const double reached = right_after("perceptron", seed, 700);
    CAPTURE(seed, reached);
    CHECK(reached >= 0.96);
  }
}

TEST_CASE("where a digit may stand anywhere, the module finds it sooner than the plain network") {
  const double looking = right_after("attention-module", 1, 500, {{"room", 1.4}});
  const double plain = right_after("perceptron", 1, 500, {{"room", 1.4}});
  CAPTURE(looking, plain);
  CHECK(looking > plain + 0.1);
}
