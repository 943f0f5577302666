#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <memory>

#include "layers/convolution.hpp"
#include "layers/embedding.hpp"
#include "layers/feed_forward.hpp"
#include "layers/norm.hpp"
#include "layers/positions.hpp"
#include "layers_reference.hpp"

using namespace softlook;
using Catch::Matchers::ContainsSubstring;

namespace {

// A layer that is called with its first input.
template <class Layer, class... Sizes>
auto build(const char* name, Sizes... sizes) {
  return [=](Parameters& parameters) -> LayerCase::Call {
    auto layer = std::make_shared<Layer>(parameters, name, sizes...);
    return [layer](Tape& tape, const Tensors& x) { return (*layer)(tape, x[0]); };
  };
}

std::vector<LayerCase> simple_cases() {
  std::vector<LayerCase> all;
  for (int width : {1, 3, 5, 17}) {
    all.push_back(
        {"Linear",
         {{2, 3, width}},
         build<Linear>("l", width, 5),
         [](const Arrays& x, const Values& p) { return reference::linear(p, "l", x[0]); }});
    all.push_back(
        {"Linear without bias",
         {{2, 3, width}},
         build<Linear>("l", width, 5, false),
         [](const Arrays& x, const Values& p) { return reference::linear(p, "l", x[0]); }});
    all.push_back(
        {"LayerNorm",
         {{2, 3, width}},
         build<LayerNorm>("l", width),
         [](const Arrays& x, const Values& p) { return reference::layer_norm(p, "l", x[0]); }});
    all.push_back({"RmsNorm",
                   {{2, 3, width}},
                   build<RmsNorm>("l", width),
                   [](const Arrays& x, const Values& p) {
                     return reference::rms_norm(x[0], p.at("l.weight"));
                   }});
    all.push_back({"Embedding",
                   {whole_numbers({2, 5}, -1, 3)},
                   build<Embedding>("l", 4, width),
                   [](const Arrays& x, const Values& p) {
                     return reference::embedding(p.at("l.weight"), x[0]);
                   }});
    for (std::string_view name : activation_names)
      all.push_back({"FeedForward " + std::string(name),
                     {{2, 3, width}},
                     build<FeedForward>("l", width, 2 * width + 1, activation(name)),
                     [=](const Arrays& x, const Values& p) {
                       return reference::feed_forward(p, "l", x[0], std::string(name));
                     }});
    all.push_back(
        {"LearnedPositions, all of them",
         {{2, 5, width}},
         build<LearnedPositions>("l", 5, width),
         [](const Arrays& x, const Values& p) { return reference::add(x[0], p.at("l.weight")); }});
    all.push_back({"LearnedPositions, the first few",
                   {{2, 3, width}},
                   build<LearnedPositions>("l", 5, width),
                   [](const Arrays& x, const Values& p) {
                     return reference::add(x[0], reference::slice(p.at("l.weight"), -2, 0, 3));
                   }});
  }
  return all;
}

}  // namespace

TEST_CASE("every layer has the value and the gradients of its textbook definition") {
  for (const LayerCase& one : simple_cases()) check_layer(one);
}

TEST_CASE("a convolution block convolves, activates and takes the largest") {
  for (int pool : {1, 2})
    check_layer({"ConvolutionBlock",
                 {{2, 3, 6, 7}},
                 build<ConvolutionBlock>(
                     "l",
                     ConvolutionBlock::Sizes{
                         .in = 3, .out = 2, .size = 3, .window = {.padding = 1}, .pool = pool},
                     Activation(silu)),
                 [=](const Arrays& x, const Values& p) {
                   const auto found = reference::activate(
                       reference::convolution(x[0], p.at("l.weight"), p.at("l.bias"), 1, 1),
                       "silu");
                   return pool == 1 ? found : reference::max_pool(found, pool, pool, 0);
                 }});
}

namespace {

// The engine's positions on x [B,T,C], T no more than `length`.
template <class Positions>
LayerCase::Call on_first(std::shared_ptr<Positions> positions) {
  return [=](Tape& tape, const Tensors& x) { return (*positions)(tape, x[0]); };
}

}  // namespace

TEST_CASE("sinusoidal positions are the sines and cosines of the paper") {
  for (int width : {1, 2, 5, 16})
    check_layer(
        {"SinusoidalPositions",
         {{2, 7, width}},
         [=](Parameters&) { return on_first(std::make_shared<SinusoidalPositions>(9, width)); },
         [](const Arrays& x, const Values&) {
           return reference::add(x[0], reference::sinusoids(x[0].size[2], x[0].size[3]));
         }});
}

TEST_CASE("rotary positions turn the halves of each head, by as much as the paper says") {
  for (int heads : {1, 3})
    for (int width : {2, 6, 10})
      check_layer(
          {"Rotary",
           {{2, 7, heads * width}},
           [=](Parameters&) -> LayerCase::Call {
             const auto rotary = std::make_shared<Rotary>(9, width);
             return [=](Tape& tape, const Tensors& x) { return (*rotary)(tape, x[0], heads); };
           },
           [=](const Arrays& x, const Values&) {
             return reference::merge_heads(reference::rotary(reference::split_heads(x[0], heads)));
           }});
}

TEST_CASE("rotary positions make a product of two depend on their distance alone") {
  Arena arena("test", 1 << 16);
  Tape tape(arena, Tape::Mode::forward);
  Rng rng(1, 1);
  // The same query and the same key at every position.
  const Tensor q = tape.constant("q", {1, 9, 8}), k = tape.constant("k", {1, 9, 8});
  for (const Tensor& x : {q, k}) {
    for (float& number : x.row(0)) number = rng.normal();
    for (int t = 1; t < 9; ++t) std::ranges::copy(x.row(0), x.row(t).begin());
  }
  const Rotary rotary(9, 8);
  const Tensor products = matmul(tape, rotary(tape, q, 1), rotary(tape, k, 1), Transpose::second);
  for (int i = 0; i + 1 < 9; ++i)
    for (std::size_t j = 0; j + 1 < 9; ++j)
      CHECK(products.row(i)[j] ==
            Catch::Approx(products.row(i + 1)[j + 1]).epsilon(1e-5).margin(1e-5));
  CHECK(products.row(0)[0] != products.row(0)[4]);
}

TEST_CASE("ALiBi's biases fall with the distance, by the slopes of the paper") {
  for (int heads : {1, 2, 3, 4, 6, 8, 12, 16})
    for (int length : {1, 5, 9}) {
      Arena arena("test", 1 << 16);
      Tape tape(arena, Tape::Mode::forward);
      const Tensor bias = Alibi(9, heads)(tape, length);
      REQUIRE(bias.shape == Shape{heads, length, length});
      const reference::Array textbook = reference::alibi(heads, length);
      for (std::size_t i = 0; i < bias.count(); ++i)
        CHECK(bias.values[i] == Catch::Approx(textbook.numbers[i].real()).epsilon(1e-6));
    }
}

TEST_CASE("rotary positions refuse a head that has no two halves") {
  CHECK_THROWS_WITH(Rotary(4, 5), ContainsSubstring("[settings] `position` rotary turns pairs"));
  Arena arena("test", 4096);
  Tape tape(arena, Tape::Mode::forward);
  CHECK_THROWS_WITH(
      rotary(tape, tape.constant("x", {1, 3, 8}), tape.constant("table", {2, 4}), 2),
      ContainsSubstring("[rotary] a table of [2,4] does not turn 2 heads of [1,3,8]"));
}

TEST_CASE("join puts tensors one after the other along any dimension") {
  for (int axis : {0, 1, 2}) {
    const auto with = [&](int size) { return Shape{2, 3, 5}.with(axis, size); };
    const GradientCase one{"join",
                           {with(1), with(4), with(2)},
                           [=](Tape& tape, const Tensors& x) { return join(tape, x, axis); },
                           [=](const Arrays& x) {
                             return reference::concat(reference::concat(x[0], x[1], axis - 3), x[2],
                                                      axis - 3);
                           }};
    check_gradient(one);
    check_plan(one);
  }
  Arena arena("test", 4096);
  Tape tape(arena, Tape::Mode::forward);
  const std::vector<Tensor> unlike{tape.constant("a", {2, 3}), tape.constant("b", {2, 4})};
  CHECK_THROWS_WITH(join(tape, unlike, 0), ContainsSubstring("[join] [2,3] and [2,4] differ"));
  CHECK_THROWS_WITH(join(tape, {}, 0), ContainsSubstring("[join] there is nothing"));
}

TEST_CASE("where_token takes one row or the other") {
  const GradientCase one{
      "where_token",
      {constant({4, 1}, {0, -1, 3, -1}), {4, 5}, {4, 5}},
      [](Tape& tape, const Tensors& x) { return where_token(tape, x[0], x[1], x[2]); },
      [](const Arrays& x) {
        return reference::make(x[1].size, [&](int, int, int i, int j) {
          return reference::whole(x[0](i, 0)) >= 0 ? x[1](i, j) : x[2](i, j);
        });
      }};
  check_gradient(one);
  check_plan(one);
}
