#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "attention_case.hpp"

using namespace softlook;

namespace {

constexpr double tolerance = 1e-5;

constexpr Sizes every_size[] = {
    {1, 1, 1, 1, 1, 1},  {1, 3, 5, 1, 3, 3},   {2, 5, 3, 2, 3, 1},  {3, 17, 5, 4, 1, 3},
    {1, 5, 17, 2, 5, 3}, {2, 17, 17, 1, 3, 5}, {3, 3, 17, 4, 3, 1}, {1, 17, 1, 4, 3, 5},
};

const reference::Definition& definition_of(const AttentionKind& kind) {
  const auto& all = reference::attention_definitions();
  INFO("tests/core/attention_reference.hpp must define the attention `"
       << kind.name << "`: add it to attention_definitions()");
  REQUIRE(all.contains(kind.name));
  return all.at(kind.name);
}

// The default settings, and those that its definition wants to be tested too.
std::vector<Settings::Chosen> variants(const reference::Definition& definition) {
  std::vector<Settings::Chosen> all{{}};
  if (definition.variant.empty()) return all;
  all.emplace_back();
  for (const auto& [name, value] : definition.variant) all.back().emplace(name, value);
  return all;
}

void compare(const char* what, std::span<const float> engine,
             const std::vector<reference::Number>& textbook) {
  REQUIRE(engine.size() == textbook.size());
  double scale = 1;
  for (const auto& number : textbook)
    if (std::isfinite(number.real())) scale = std::max(scale, std::fabs(number.real()));
  for (std::size_t i = 0; i < textbook.size(); ++i) {
    const double is = static_cast<double>(engine[i]), should = textbook[i].real();
    if (is == should || std::fabs(is - should) <= tolerance * scale) continue;
    FAIL(what << ", element " << i << ": " << is << " should be " << should);
  }
}

// How much dy·output + dw·weights changes with one number, by a complex step.
double slope(const reference::Definition& definition, reference::Asked& asked,
             reference::Number& number, std::span<const float> dy, std::span<const float> dw) {
  constexpr double step = 1e-30;
  number += reference::Number(0, step);
  const reference::Answer moved = attend(definition, asked);
  number = number.real();
  double sum = 0;
  for (std::size_t i = 0; i < dy.size(); ++i)
    sum += static_cast<double>(dy[i]) * moved.output.numbers[i].imag() / step;
  for (std::size_t i = 0; i < dw.size(); ++i)
    sum += static_cast<double>(dw[i]) * moved.weights.numbers[i].imag() / step;
  return sum;
}

// At most so many of each tensor's numbers are moved, spread over all of it.
constexpr std::size_t moved_at_most = 6;

void check_gradients(const reference::Definition& definition, const Made& made,
                     const Question& question, std::span<const float> dy,
                     std::span<const float> dw) {
  reference::Asked asked = question.asked();
  const auto check = [&](std::string_view what, const Tensor& x, reference::Block& block) {
    REQUIRE(block.numbers.size() == x.count());
    std::vector<float> engine;
    std::vector<reference::Number> textbook;
    const std::size_t stride = x.count() <= moved_at_most ? 1 : x.count() / moved_at_most | 1;
    for (std::size_t i = 0; i < x.count(); i += stride) {
      engine.push_back(x.gradient[i] - 1);
      textbook.emplace_back(slope(definition, asked, block.numbers[i], dy, dw));
    }
    INFO("gradient of " << what);
    compare("some of its elements", engine, textbook);
  };
  check("queries", question.queries, asked.queries);
  check("keys", question.keys, asked.keys);
  check("values", question.values, asked.values);
  if (question.mask.bias.values) check("mask", question.mask.bias, asked.bias);
  for (const Parameters::Parameter& parameter : made.parameters.list())
    check(parameter.name, parameter.tensor,
          asked.parameters.at(parameter.name.substr(parameter.name.find('.') + 1)));
}

const char* name_of(Masked masked) {
  constexpr const char* names[] = {"no mask",
                                   "causal, colder",
                                   "window, hotter",
                                   "padding",
                                   "bias",
                                   "a bias for each head",
                                   "all of causal, window, padding, bias, colder"};
  return names[static_cast<std::size_t>(masked)];
}

// Every size with every mask; or, where that takes long, with none and two of them in turn.
template <class Body>
void each_case(bool all_masks, Body&& body) {
  for (const AttentionKind& kind : attentions()) {
    const reference::Definition& definition = definition_of(kind);
    for (const Settings::Chosen& chosen : variants(definition))
      for (std::size_t n = 0; n < std::size(every_size); ++n)
        for (std::size_t m = 0; m < std::size(every_mask); ++m) {
          if (!all_masks && m > 0 && m % 3 != n % 3) continue;
          const Sizes& sizes = every_size[n];
          const Masked masked = every_mask[m];
          INFO(kind.name << " with " << sizes.batch << " samples, " << sizes.queries << " queries, "
                         << sizes.keys << " keys, " << sizes.heads << " heads of width "
                         << sizes.width << ", " << name_of(masked)
                         << (chosen.empty() ? "" : ", other settings"));
          Made made(kind, sizes, chosen);
          body(definition, made, Question(made, sizes, masked));
        }
  }
}

}  // namespace

TEST_CASE("every attention's output, weights and scores are those of its textbook definition") {
  each_case(true, [](const reference::Definition& definition, const Made& made,
                     const Question& question) {
    Arena arena("test", 1 << 22);
    Tape tape(arena, Tape::Mode::observe);
    const AttentionOutput found = made.attention->attend(tape, question.input());
    const reference::Answer answer = attend(definition, question.asked());
    compare("output", found.output.all(), answer.output.numbers);
    compare("weights", found.weights.all(), answer.weights.numbers);
    compare("the weights by name", named(tape, "weights").all(), answer.weights.numbers);
    compare("scores", named(tape, "scores").all(), answer.scores.numbers);
    for (std::size_t i = 0; i < answer.scores.numbers.size(); ++i)
      if (answer.scores.numbers[i].real() < -1e30) REQUIRE(found.weights.values[i] == 0);
  });
}

TEST_CASE("every attention gives the same output, however much of it is to be seen") {
  each_case(true, [](const reference::Definition& definition, const Made& made,
                     const Question& question) {
    const reference::Answer answer = attend(definition, question.asked());
    for (const Tape::Mode mode : {Tape::Mode::forward, Tape::Mode::train, Tape::Mode::explain}) {
      if (definition.draws && mode == Tape::Mode::train) continue;
      Arena arena("test", 1 << 22);
      Tape tape(arena, mode);
      compare("output", made.attention->attend(tape, question.input()).output.all(),
              answer.output.numbers);
    }
  });
}

TEST_CASE("the gradients of every attention are those of its textbook definition") {
  each_case(false,
            [](const reference::Definition& definition, Made& made, const Question& question) {
              if (definition.draws) return;
              for (const Tape::Mode mode : {Tape::Mode::train, Tape::Mode::explain}) {
                for (const Tensor& x : question.inputs()) std::ranges::fill(x.all_gradient(), 1.0f);
                std::ranges::fill(made.parameters.gradients(), 1.0f);
                Arena arena("test", 1 << 22);
                Tape tape(arena, mode);
                const AttentionOutput found = made.attention->attend(tape, question.input());
                std::vector<float> dy, dw;
                Tensor loss = contracted(tape, found.output, dy);
                if (found.weights.gradient)
                  loss = add(tape, loss, contracted(tape, found.weights, dw));
                tape.backward(loss);
                INFO((mode == Tape::Mode::train ? "training" : "explaining"));
                check_gradients(definition, made, question, dy, dw);
              }
            });
}

TEST_CASE("an unknown attention is refused with the list of those that exist") {
  try {
    find_attention("telepathy");
    FAIL("it was not");
  } catch (const Error& error) {
    const std::string sentence = error.what();
    CHECK(sentence.starts_with("[attention] there is no attention called `telepathy`; there is `"));
    for (const AttentionKind& kind : attentions())
      CHECK(sentence.find("`" + std::string(kind.name) + "`") != std::string::npos);
  }
}
