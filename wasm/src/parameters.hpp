#pragma once

#include <list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rng.hpp"
#include "tensor.hpp"

namespace softlook {

// What the numbers of a parameter are at first.
struct Start {
  enum class Kind { constant, normal, uniform };
  Kind kind;
  float size;  // the constant, the standard deviation, or the bound on either side of 0

  static Start constant(float value) { return {Kind::constant, value}; }
  static Start normal(float deviation) { return {Kind::normal, deviation}; }
  static Start uniform(float bound) { return {Kind::uniform, bound}; }

  float draw(Rng&) const;
};

// What a model learns: named tensors carved from two flat spans, values and gradients, so that an
// optimiser is one loop and a checkpoint one copy.
class Parameters {
 public:
  struct Parameter {
    std::string name;
    Tensor tensor;
    Start start;
  };

  Parameters() = default;
  Parameters(const Parameters&) = delete;
  Parameters& operator=(const Parameters&) = delete;

  // Declares a parameter. The tensor gets its memory from allocate(), once all are declared.
  const Tensor& add(std::string name, const Shape& shape, Start start);
  void allocate();
  void start(Rng& rng);

  // Replaces the numbers of one; they must be as many, and finite.
  void set(std::string_view name, std::span<const float> values);

  std::size_t count() const;  // of numbers
  std::span<float> values() { return values_; }
  std::span<float> gradients() { return gradients_; }
  std::span<const float> values() const { return values_; }
  std::span<const float> gradients() const { return gradients_; }
  void clear_gradients();
  const std::list<Parameter>& list() const { return list_; }

 private:
  std::list<Parameter> list_;  // whose elements stay where they are: models keep references to them
  std::vector<float> values_;
  std::vector<float> gradients_;
};

}  // namespace softlook
