#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "settings.hpp"

namespace softlook {

// Moves the values against their gradients: one loop over flat spans.
class Optimizer {
 public:
  virtual ~Optimizer() = default;
  virtual void step(const Settings&, std::span<float> values, std::span<const float> gradients) = 0;
};

// One row of the registry.
struct OptimizerKind {
  std::string_view name;
  std::string_view summary;
  std::span<const Setting> settings;
  std::unique_ptr<Optimizer> (*make)();
};

std::span<const OptimizerKind> optimizers();
const OptimizerKind& find_optimizer(std::string_view name);

}  // namespace softlook
