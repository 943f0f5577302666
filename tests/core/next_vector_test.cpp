#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <vector>

#include "gradcheck.hpp"
#include "models/model.hpp"
#include "session.hpp"

using namespace softlook;

namespace {

// The model with parameters and data from outside.
Tensor loss_of(Tape& tape, int length, int name_size, const Tensors& x) {
  const TaskKind& ring = find_task("ring");
  const ModelKind& next_vector = find_model("next-vector");
  std::vector<Setting> declared(ring.settings.begin(), ring.settings.end());
  for (const auto& more : {next_vector.settings, find_attention("dot").settings})
    declared.insert(declared.end(), more.begin(), more.end());
  const Settings settings(declared, {{"length", length}, {"name-size", name_size}});
  const auto task = ring.make({settings});

  Parameters parameters;
  const auto model = next_vector.make({settings, task->form(), find_attention("dot"), parameters});
  auto values = x.begin();
  for (const auto& parameter : parameters.list()) const_cast<Tensor&>(parameter.tensor) = *values++;
  return model->forward(tape, {x[3], x[4]}).loss;
}

// The weights of a dot look-up, and what it brings: softmax(q·kᵀ)·v.
reference::Array weights_of(const reference::Array& q, const reference::Array& k) {
  return reference::softmax(reference::matmul(q, reference::transpose(k)));
}

// The first article's model: predict xₙ from x₁ … xₙ₋₁ and give the squared error.
reference::Array textbook(const Arrays& x) {
  using namespace reference;
  const Array &w = x[0], &u = x[1], &v = x[2], &vectors = x[3], &answers = x[4];
  const auto last = [](const Array& rows) { return slice(rows, -2, rows.size[2] - 1, 1); };
  const Array query = matmul(last(vectors), transpose(w));
  const Array keys = matmul(vectors, transpose(u));
  const Array found = matmul(weights_of(query, keys), vectors);
  return mean_squared_error(matmul(found, transpose(v)), last(answers));
}

}  // namespace

TEST_CASE("the next-vector model has the loss and the gradients of its textbook definition") {
  for (int batch : {1, 3})
    for (int length : {2, 3, 8})
      for (int name_size : {2, 4, 7}) {
        const int width = 2 * name_size;
        const Shape matrix{width, width}, rows{batch, length, width};
        check_gradient(
            {"next-vector",
             {matrix, matrix, matrix, rows, rows},
             [&](Tape& tape, const Tensors& x) { return loss_of(tape, length, name_size, x); },
             textbook,
             0.5f});
      }
}

TEST_CASE("the next-vector model's parameters are called W, U and V, as in the article") {
  Session session(Config{});
  const auto names = session.tensor_names();
  CHECK(names == std::vector<std::string>{"W", "W.gradient", "U", "U.gradient", "V", "V.gradient"});
  CHECK(session.tensor("W").tensor.shape == Shape{16, 16});
}

TEST_CASE("what the next-vector model shows of itself is what it computes") {
  Session session(Config{.settings = {{"length", 5}, {"name-size", 3}, {"start-scale", 1}}});
  session.observe(3);
  const auto shown = [&](const char* name) {
    const Tensor x = session.tensor(name).tensor;
    reference::Array y{x.shape.rows(), x.shape.columns()};
    std::copy(x.all().begin(), x.all().end(), y.numbers.begin());
    return y;
  };
  const auto check = [&](const char* name, const reference::Array& textbook) {
    const reference::Array engine = shown(name);
    REQUIRE(engine.numbers.size() == textbook.numbers.size());
    for (std::size_t i = 0; i < engine.numbers.size(); ++i) {
      CAPTURE(name, i);
      CHECK(engine.numbers[i].real() == Catch::Approx(textbook.numbers[i].real()).margin(1e-6));
    }
  };
  using reference::transpose;
  check("queries", reference::matmul(shown("input"), transpose(shown("W"))));
  check("keys", reference::matmul(shown("input"), transpose(shown("U"))));
  check("attention.scores", reference::matmul(shown("queries"), transpose(shown("keys"))));
  check("attention.weights", weights_of(shown("queries"), shown("keys")));
  check("attention.output", reference::matmul(shown("attention.weights"), shown("input")));
  check("output", reference::matmul(shown("attention.output"), transpose(shown("V"))));
  // Row t of the alignment picks the vector that is row t of the target.
  check("target", reference::matmul(shown("alignment"), shown("input")));

  for (const char* name : {"attention.scores", "attention.weights", "alignment"}) {
    CHECK(session.tensor(name).rows.size() == 5);
    CHECK(session.tensor(name).columns.size() == 5);
  }
}

TEST_CASE("W, U and V start at random, as large as start-scale says") {
  const auto mean_square = [](double scale, const char* name) {
    Session session(Config{.settings = {{"start-scale", scale}}});
    double sum = 0;
    for (float value : session.tensor(name).tensor.all())
      sum += static_cast<double>(value) * static_cast<double>(value) / 256;
    return sum;
  };
  for (const char* name : {"W", "U", "V"}) {
    CHECK(mean_square(0, name) == 0);
    CHECK(mean_square(1, name) == Catch::Approx(1.0 / 16).epsilon(0.3));
    CHECK(mean_square(2, name) == Catch::Approx(4 * mean_square(1, name)));
  }
}

// The article's setting: batch size 1, learning rate 0.1, 5000 iterations.
TEST_CASE("the next-vector model learns the ring within 5000 steps, for each of five seeds") {
  for (std::uint64_t seed : {1u, 2u, 3u, 4u, 5u}) {
    Session session(Config{.seed = seed});
    const Score before = session.evaluate(1000);
    std::vector<float> losses(5000);
    REQUIRE(session.train(losses) == losses.size());
    const Score after = session.evaluate(1000);
    CAPTURE(seed, after.error, after.baseline, after.aligned);
    CHECK(before.error > 0.9 * before.baseline);
    CHECK(before.aligned < 0.4);
    CHECK(after.error < 0.05 * after.baseline);
    CHECK(after.aligned >= 0.95);
  }
}

TEST_CASE("what it has learned it also does at lengths that it never saw") {
  Session session(Config{.settings = {{"length", 20}}});
  std::vector<float> losses(5000);
  REQUIRE(session.train(losses) == losses.size());
  CHECK(session.evaluate(500).aligned >= 0.95);
}
