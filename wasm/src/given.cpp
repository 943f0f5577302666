#include "given.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "simd/map.hpp"

namespace softlook {
namespace {

std::string at(const Given::Numbers& numbers, std::size_t index) {
  std::string place;
  for (std::size_t i = numbers.shape.size(); i-- > 0;) {
    const auto size = static_cast<std::size_t>(numbers.shape[i]);
    place = filled("%%%", {index % size, place.empty() ? "" : ",", place});
    index /= size;
  }
  return filled("at [%]", {place});
}

void check_shape(std::string_view what, const Side& side, const Given::Numbers& numbers) {
  const std::vector<int>& shape = numbers.shape;
  std::string text;
  for (int size : shape) text += filled("%%", {text.empty() ? "" : ",", size});
  const std::size_t rank = side.tokens() ? 2 : 3;
  if (shape.size() != rank)
    fail("%must have the shape %, got [%]",
         {what, side.tokens() ? "[samples,length]" : "[samples,length,width]", text});
  if (side.image && (shape[0] < 1 || shape[1] != side.length || shape[2] != side.width))
    fail("%must be at least one image of % rows and % columns, got [%]",
         {what, side.length, side.width, text});
  if (std::ranges::any_of(shape, [](int size) { return size < 1; }) || shape[1] > side.length ||
      (!side.tokens() && shape[2] != side.width))
    fail("%must have a length of 1 to %%, and at least one sample; got [%]",
         {what, side.length, side.tokens() ? "" : filled(" and a width of %", {side.width}), text});
  if (Shape(shape).count() != numbers.values.size())
    fail("%of shape [%] must have % numbers, got %",
         {what, text, Shape(shape).count(), numbers.values.size()});
}

void check_numbers(std::string_view what, const Side& side, const Given::Numbers& numbers) {
  constexpr float infinite = std::numeric_limits<float>::infinity();
  if (!side.tokens() && simd::all_below(numbers.values, infinite)) return;
  for (std::size_t i = 0; i < numbers.values.size(); ++i) {
    const float value = numbers.values[i];
    const bool right = side.tokens() ? value >= -1 && value < static_cast<float>(side.vocabulary) &&
                                           value == std::floor(value)
                                     : std::isfinite(value);
    if (!right)
      fail("%% must be %, got %",
           {what, at(numbers, i),
            side.tokens() ? filled("a token from 0 to %, or -1 for none", {side.vocabulary - 1})
                          : "a finite number",
            value});
  }
}

Tensor on_tape(Tape& tape, std::string_view what, const Given::Numbers& numbers) {
  const Tensor x = tape.constant(what, Shape(numbers.shape));
  std::ranges::copy(numbers.values, x.values);
  return x;
}

}  // namespace

void check(const Form& form, const Given& given) {
  constexpr std::string_view input = "[batch] the input ", target = "[batch] the target ";
  check_shape(input, form.input, given.input);
  check_shape(target, form.target, given.target);
  if (given.input.shape[0] != given.target.shape[0])
    fail("[batch] there are % inputs and % targets; give as many of each",
         {given.input.shape[0], given.target.shape[0]});
  if (!form.separate && given.input.shape[1] != given.target.shape[1])
    fail("[batch] the input has % positions and the target %; here each position has one answer",
         {given.input.shape[1], given.target.shape[1]});
  check_numbers(input, form.input, given.input);
  check_numbers(target, form.target, given.target);
}

// Such a step would move the parameters for no reason, by what the optimiser remembers.
void check_answers(const Form& form, const Given& given) {
  const auto none = [](float token) { return token < 0; };
  if (form.target.tokens() && std::ranges::all_of(given.target.values, none))
    fail("[batch] every target is -1, so there is nothing to learn; give at least one answer");
}

Batch on_tape(Tape& tape, const Given& given) {
  return {on_tape(tape, "input", given.input), on_tape(tape, "target", given.target)};
}

}  // namespace softlook
