#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <vector>

#include "gradcheck.hpp"
#include "models/model.hpp"
#include "session.hpp"

using namespace softlook;
using Tensors = std::vector<Tensor>;
using Matrices = std::vector<reference::Matrix>;

namespace {

// The model with parameters and data from outside.
Tensor loss_of(Tape& tape, int length, int name_size, const Tensors& x) {
  const TaskKind& ring = find_task("ring");
  const ModelKind& next_vector = find_model("next-vector");
  std::vector<Setting> declared(ring.settings.begin(), ring.settings.end());
  declared.insert(declared.end(), next_vector.settings.begin(), next_vector.settings.end());
  const Settings settings(declared, {{"length", length}, {"name-size", name_size}});
  const auto task = ring.make(settings);

  Parameters parameters;
  const auto model = next_vector.make({settings, *task, find_attention("dot"), parameters});
  for (std::size_t i = 0; i < 3; ++i) const_cast<Tensor&>(parameters.list()[i].tensor) = x[i];
  return model->forward(tape, *task, {x[3], x[4], {}}).loss;
}

}  // namespace

TEST_CASE("the next-vector model has the loss and the gradients of its textbook definition") {
  for (int length : {2, 3, 8})
    for (int name_size : {2, 4, 7}) {
      const int width = 2 * name_size;
      check_gradient(
          {"next-vector",
           {{width, width}, {width, width}, {width, width}, {length, width}, {1, width}},
           [&](Tape& tape, const Tensors& x) { return loss_of(tape, length, name_size, x); },
           [](const Matrices& x) {
             return reference::next_vector_loss(x[0], x[1], x[2], x[3], x[4]);
           },
           0.5f});
    }
}

TEST_CASE("the next-vector model's parameters are called W, U and V, as in the article") {
  Session session(Config{});
  const auto names = session.tensor_names();
  CHECK(names == std::vector<std::string>{"W", "W.gradient", "U", "U.gradient", "V", "V.gradient"});
  CHECK(session.tensor("W").tensor.shape == Shape{16, 16});
}

// The article's setting: batch size 1, learning rate 0.1, 5000 iterations.
TEST_CASE("the next-vector model learns the ring within 5000 steps, for each of five seeds") {
  for (std::uint64_t seed : {1u, 2u, 3u, 4u, 5u}) {
    Session session(Config{.seed = seed});
    const Score before = session.evaluate(1000);
    std::vector<float> losses(5000);
    session.train(losses);
    const Score after = session.evaluate(1000);
    CAPTURE(seed, after.error, after.baseline, after.aligned);
    CHECK(before.error > 0.9 * before.baseline);
    CHECK(after.error < 0.05 * after.baseline);
    CHECK(after.aligned >= 0.95);
  }
}

TEST_CASE("what it has learned it also does at lengths that it never saw") {
  Session session(Config{.settings = {{"length", 20}}});
  std::vector<float> losses(5000);
  session.train(losses);
  CHECK(session.evaluate(500).aligned >= 0.95);
}
