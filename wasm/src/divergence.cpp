#include "divergence.hpp"

#include <algorithm>
#include <cmath>
#include <ranges>

#include "simd/map.hpp"

namespace softlook {
namespace {

// A loss or gradient beyond this will not come back, and one step with it leaves the range of floats.
constexpr float largest = 1e18f;

bool bad(std::span<const float> numbers) { return !simd::all_below(numbers, largest); }

// Masked scores are −∞ by right.
bool bad_activation(const Tensor& x) {
  return std::ranges::any_of(x.all(), [](float number) {
    return !(number < largest) || (number <= -largest && std::isfinite(number));
  });
}

struct Found {
  std::string what;
  std::span<const float> numbers;
};

// On the way to the loss: a parameter, or the oldest of the pass, whose names go from the newest back.
Found first_value(const Tensor& loss, const Named* names, const Parameters& parameters) {
  for (const Parameters::Parameter& parameter : parameters.list())
    if (bad(parameter.tensor.all()))
      return {filled("`%`", {parameter.name}), parameter.tensor.all()};
  Found found{"the loss", loss.all()};
  for (; names; names = names->previous)
    if (names->tensor.values && bad_activation(names->tensor))
      found = {filled("`%`", {names->full_name()}), names->tensor.all()};
  return found;
}

// On the way back the newest comes first; so do the parameters that were made last, by and large.
Found first_gradient(const Named* names, const Parameters& parameters) {
  const auto found = [](std::string_view name, const Tensor& x) {
    return Found{filled("the gradient of `%`", {name}), x.all_gradient()};
  };
  for (; names; names = names->previous)
    if (names->tensor.gradient && bad(names->tensor.all_gradient()))
      return found(names->full_name(), names->tensor);
  for (const auto& parameter : std::ranges::reverse_view(parameters.list()))
    if (bad(parameter.tensor.all_gradient())) return found(parameter.name, parameter.tensor);
  return {};
}

const char* advice(const Found& found, bool learned) {
  if (found.what == "`input`" || found.what == "`target`") return "give smaller numbers";
  return learned
             ? "start again, or from a checkpoint of well before, with a smaller "
               "`learning-rate` or with `clip`"
             : "nothing has been learned yet, so the samples or the parameters that were set are "
               "too large: give smaller ones";
}

}  // namespace

std::string why_not_go_on(const Tensor& loss, const Named* names, const Parameters& parameters,
                          std::int64_t step, bool learned) {
  if (!bad(loss.all()) && !bad(parameters.gradients())) return {};
  const Found found =
      bad(loss.all()) ? first_value(loss, names, parameters) : first_gradient(names, parameters);
  const auto worst = std::ranges::find_if(
      found.numbers, [](float number) { return !(std::fabs(number) < largest); });
  return filled(
      "[training] the run diverged after step %: % was % in the next one, which was not taken; %",
      {step, found.what, *worst, advice(found, learned)});
}

}  // namespace softlook
