#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "attention_case.hpp"

using namespace softlook;

namespace {

constexpr int keys = 4;
constexpr Sizes sizes{1, 1, keys, 1, 3, 3};

// One training pass of the attention hard-sampled under this noise: where it looked, and then the
// gradient of everything, values after keys after queries. The loss is the square of dy·output.
struct Drawn {
  std::size_t place;
  double loss;
  std::vector<double> gradient;
};

Drawn draw(const Made& made, const Question& question, std::uint64_t noise,
           std::vector<float>& dy) {
  for (const Tensor& x : question.inputs()) std::ranges::fill(x.all_gradient(), 0.0f);
  Arena arena("test", 1 << 16);
  Tape tape(arena, Tape::Mode::train, Rng(noise, 1));
  const AttentionOutput found = made.attention->attend(tape, question.input());
  const Tensor sum = contracted(tape, found.output, dy);
  const Tensor loss = multiply(tape, sum, sum);
  tape.backward(loss);
  const auto weights = found.weights.all();
  Drawn drawn{static_cast<std::size_t>(std::ranges::find(weights, 1.0f) - weights.begin()),
              static_cast<double>(loss.values[0]),
              {}};
  for (const Tensor& x : question.inputs())
    drawn.gradient.insert(drawn.gradient.end(), x.all_gradient().begin(), x.all_gradient().end());
  return drawn;
}

// The loss after a look at `place`, and how probable that is.
reference::Number loss_at(const reference::Asked& asked, int place, const std::vector<float>& dy) {
  reference::Number sum = 0;
  for (int d = 0; d < sizes.value_width; ++d)
    sum += static_cast<double>(dy[static_cast<std::size_t>(d)]) * asked.v(0, 0, place, d);
  return sum * sum;
}

reference::Row probabilities(const reference::Asked& asked) {
  reference::Row scores;
  for (int j = 0; j < keys; ++j) scores.push_back(reference::scaled_dot(asked, 0, 0, 0, j));
  return reference::softmax_row(asked, 0, scores);
}

reference::Number expected_loss(const reference::Asked& asked, const std::vector<float>& dy) {
  const reference::Row p = probabilities(asked);
  reference::Number sum = 0;
  for (int j = 0; j < keys; ++j) sum += p[static_cast<std::size_t>(j)] * loss_at(asked, j, dy);
  return sum;
}

}  // namespace

TEST_CASE("hard-sampled learns, on average, what would make the expected loss smaller") {
  const Made made(find_attention("hard-sampled"), sizes);
  const Question question(made, sizes);
  reference::Asked asked = question.asked();
  const reference::Row p = probabilities(asked);

  // Given the place, nothing is random any more: one pass for each, weighed with its probability.
  std::vector<float> dy;
  std::vector<bool> seen(keys);
  std::vector<double> average;
  int places = 0;
  for (std::uint64_t noise = 0; noise < 1000 && places < keys; ++noise) {
    const Drawn drawn = draw(made, question, noise, dy);
    REQUIRE(drawn.place < keys);
    if (seen[drawn.place]) continue;
    seen[drawn.place] = true;
    ++places;
    average.resize(drawn.gradient.size());
    for (std::size_t i = 0; i < average.size(); ++i)
      average[i] += p[drawn.place].real() * drawn.gradient[i];
  }
  REQUIRE(places == keys);

  std::size_t at = 0;
  for (reference::Block* block : {&asked.queries, &asked.keys, &asked.values})
    for (reference::Number& number : block->numbers) {
      constexpr double step = 1e-30;
      number += reference::Number(0, step);
      const double slope = expected_loss(asked, dy).imag() / step;
      number = number.real();
      INFO("number " << at);
      CHECK(std::fabs(average[at++] - slope) < 1e-4);
    }
}

TEST_CASE("the baseline of hard-sampled follows the loss") {
  const Made made(find_attention("hard-sampled"), sizes);
  const Question question(made, sizes);
  const Tensor& baseline = made.parameters.list().front().tensor;
  REQUIRE(made.parameters.list().front().name == "layer.baseline");
  std::vector<float> dy;
  baseline.gradient[0] = 1;
  const Drawn drawn = draw(made, question, 0, dy);
  CHECK(std::fabs(static_cast<double>(baseline.gradient[0]) - 1 -
                  (static_cast<double>(baseline.values[0]) - drawn.loss)) < 1e-5);
}

TEST_CASE("hard-sampled draws as often as is probable") {
  const Made made(find_attention("hard-sampled"), sizes);
  const Question question(made, sizes);
  const reference::Row p = probabilities(question.asked());
  constexpr int draws = 4000;
  std::vector<double> count(keys);
  std::vector<float> dy;
  for (std::uint64_t noise = 0; noise < draws; ++noise)
    ++count[draw(made, question, noise, dy).place];
  for (std::size_t j = 0; j < keys; ++j) {
    const double share = p[j].real();
    // Four standard deviations.
    CHECK(std::fabs(count[j] / draws - share) < 4 * std::sqrt(share * (1 - share) / draws));
  }
}

TEST_CASE("hard-sampled takes the most probable place when it does not train") {
  const Made made(find_attention("hard-sampled"), sizes);
  const Question question(made, sizes);
  const reference::Row p = probabilities(question.asked());
  const auto by_size = [](auto a, auto b) { return a.real() < b.real(); };
  const auto best = std::ranges::max_element(p, by_size) - p.begin();
  for (const Tape::Mode mode : {Tape::Mode::forward, Tape::Mode::observe, Tape::Mode::explain})
    for (std::uint64_t noise = 0; noise < 20; ++noise) {
      Arena arena("test", 1 << 16);
      Tape tape(arena, mode, Rng(noise, 1));
      const Tensor weights = made.attention->attend(tape, question.input()).weights;
      CHECK(weights.values[best] == 1);
    }
}
