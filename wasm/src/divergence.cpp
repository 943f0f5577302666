#include "divergence.hpp"

#include <algorithm>
#include <cmath>

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

// The first of the pass: names go from the newest to the oldest.
Found first_bad(const Tensor& loss, const Named* names, const Parameters& parameters) {
  Found found;
  if (bad(loss.all())) {
    found = {"the loss", loss.all()};
    for (; names; names = names->previous)
      if (names->tensor.values && bad_activation(names->tensor))
        found = {filled("`%`", {names->full_name()}), names->tensor.all()};
    return found;
  }
  for (const Parameters::Parameter& parameter : parameters.list())
    if (bad(parameter.tensor.all_gradient()))
      return {filled("the gradient of `%`", {parameter.name}), parameter.tensor.all_gradient()};
  return found;
}

}  // namespace

std::string why_not_go_on(const Tensor& loss, const Named* names, const Parameters& parameters,
                          std::int64_t step) {
  if (!bad(loss.all()) && !bad(parameters.gradients())) return {};
  const Found found = first_bad(loss, names, parameters);
  const auto worst = std::ranges::find_if(
      found.numbers, [](float number) { return !(std::fabs(number) < largest); });
  const bool given = found.what == "`input`" || found.what == "`target`";
  return filled(
      "[training] the run diverged after step %: % was % in the next one, which was not taken; %",
      {step, found.what, *worst,
       given ? "give smaller numbers"
             : "start again, or from a checkpoint of well before, with a smaller "
               "`learning-rate` or with `clip`"});
}

}  // namespace softlook
