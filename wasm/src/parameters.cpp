#include "parameters.hpp"

#include <algorithm>
#include <cmath>

#include "arena.hpp"
#include "io/utf8.hpp"
#include "simd/fill.hpp"

namespace softlook {

float Start::draw(Rng& rng) const {
  switch (kind) {
    case Kind::normal:
      return size * rng.normal();
    case Kind::uniform:
      return size * (2 * rng.uniform() - 1);
    case Kind::constant:
      break;
  }
  return size;
}

const Tensor& Parameters::add(std::string name, const Shape& shape, Start start) {
  for (const Parameter& other : list_)
    if (other.name == name) fail("[parameters] `%` is declared twice", {name});
  // Until it has memory it can be planned with.
  float* nowhere = reinterpret_cast<float*>(Arena::nowhere());
  list_.push_back({std::move(name), {shape, nowhere, nowhere}, start});
  return list_.back().tensor;
}

std::size_t Parameters::count() const {
  std::size_t numbers = 0;
  for (const Parameter& parameter : list_) numbers += parameter.tensor.count();
  return numbers;
}

void Parameters::allocate() {
  values_.assign(count(), 0.0f);
  gradients_.assign(count(), 0.0f);
  std::size_t first = 0;
  for (Parameter& parameter : list_) {
    parameter.tensor.values = &values_[first];
    parameter.tensor.gradient = &gradients_[first];
    first += parameter.tensor.count();
  }
}

void Parameters::clear_gradients() { simd::fill(gradients_, 0.0f); }

void Parameters::start(Rng& rng) {
  for (const Parameter& parameter : list_)
    for (float& value : parameter.tensor.all()) value = parameter.start.draw(rng);
}

void Parameters::set(std::string_view name, std::span<const float> values) {
  std::string known;
  for (const Parameter& parameter : list_) {
    add_name(known, parameter.name);
    if (parameter.name != name) continue;
    if (values.size() != parameter.tensor.count())
      fail("[parameters] `%` of shape % has % numbers, not %",
           {name, parameter.tensor.shape, parameter.tensor.count(), values.size()});
    const auto bad = std::ranges::find_if(values, [](float x) { return !std::isfinite(x); });
    if (bad != values.end())
      fail("[parameters] `%` must be finite numbers, got % at %",
           {name, *bad, bad - values.begin()});
    std::ranges::copy(values, parameter.tensor.values);
    return;
  }
  fail("[parameters] there is no parameter called %; there is %", {quoted(name), known});
}

}  // namespace softlook
