#include "parameters.hpp"

namespace softlook {

const Tensor& Parameters::add(std::string name, const Shape& shape, float deviation) {
  list_.push_back({std::move(name), {shape, nullptr, nullptr}, deviation});
  return list_.back().tensor;
}

void Parameters::allocate(Rng& rng) {
  std::size_t count = 0;
  for (const Parameter& parameter : list_) count += parameter.tensor.count();
  values_.assign(count, 0.0f);
  gradients_.assign(count, 0.0f);

  std::size_t start = 0;
  for (Parameter& parameter : list_) {
    parameter.tensor.values = &values_[start];
    parameter.tensor.gradient = &gradients_[start];
    for (float& value : parameter.tensor.all()) value = parameter.deviation * rng.normal();
    start += parameter.tensor.count();
  }
}

}  // namespace softlook
