#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "../attention/attention.hpp"
#include "../parameters.hpp"
#include "../settings.hpp"
#include "../tasks/task.hpp"

namespace softlook {

// What a forward pass gives back. The last row of the weights belongs to the prediction.
struct Pass {
  Tensor loss;     // [1]
  Tensor weights;  // [Tq,T]
};

// An architecture with named parameters, which it declares when it is made.
class Model {
 public:
  virtual ~Model() = default;
  virtual Pass forward(Tape&, const Task&, const Sample&) const = 0;
};

// What a model is built from.
struct Parts {
  const Settings& settings;
  const Task& task;
  const AttentionKind& attention;
  Parameters& parameters;
};

// One row of the registry.
struct ModelKind {
  std::string_view name;
  std::string_view summary;
  std::span<const Setting> settings;
  std::unique_ptr<Model> (*make)(const Parts&);
};

std::span<const ModelKind> models();
const ModelKind& find_model(std::string_view name);

}  // namespace softlook
