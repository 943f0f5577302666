#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "settings.hpp"

namespace softlook {

// One step of an optimiser: from gradients to new values, in loops over flat spans.
struct Update {
  const Settings& settings;
  std::int64_t step;  // counted from 1
  float rate;         // the learning rate of this step
  std::span<float> values;
  std::span<const float> gradients;
  std::span<float> state;  // `slots` times as long as the values: what the optimiser remembers
};

// One row of the registry.
struct OptimizerKind {
  std::string_view name;
  std::string_view summary;
  std::span<const Setting> settings;
  std::span<const std::string_view> slots;  // what it remembers of each number, by name
  void (*step)(const Update&);
};

std::span<const OptimizerKind> optimizers();
const OptimizerKind& find_optimizer(std::string_view name);

}  // namespace softlook
