#pragma once

#include <deque>
#include <span>
#include <string>
#include <vector>

#include "rng.hpp"
#include "tensor.hpp"

namespace softlook {

// What a model learns: named tensors carved from two flat spans, values and gradients, so that an
// optimiser is one loop and a checkpoint one copy.
class Parameters {
 public:
  struct Parameter {
    std::string name;
    Tensor tensor;
    float deviation;  // of the normal distribution that it starts from
  };

  Parameters() = default;
  Parameters(const Parameters&) = delete;
  Parameters& operator=(const Parameters&) = delete;

  // Declares a parameter. The tensor gets its memory from allocate(), once all are declared.
  const Tensor& add(std::string name, const Shape& shape, float deviation);
  void allocate(Rng& rng);

  std::span<float> values() { return values_; }
  std::span<float> gradients() { return gradients_; }
  const std::deque<Parameter>& list() const { return list_; }

 private:
  std::deque<Parameter> list_;  // a deque: models keep references into it while it grows
  std::vector<float> values_;
  std::vector<float> gradients_;
};

}  // namespace softlook
