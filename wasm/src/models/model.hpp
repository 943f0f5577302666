#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "../attention/attention.hpp"
#include "../parameters.hpp"
#include "../settings.hpp"
#include "../tasks/task.hpp"

namespace softlook {

// What a forward pass gives back.
struct Pass {
  Tensor loss;            // [1]
  Tensor prediction;      // [B,T,C], or [B,T,V] before the softmax
  Tensor target;          // what it is compared with: [B,T,C], or [B,T]
  Tensor weights;         // [B,H,Tq,Tk]: those that should know where the answer is; or nothing
  Tensor alignment = {};  // [B,Tq,Tk]: where that is; or nothing
};

// An architecture with named parameters, which it declares when it is made.
class Model {
 public:
  virtual ~Model() = default;
  virtual Pass forward(Tape&, const Batch&) const = 0;
};

// What a model is built from.
struct Parts {
  const Settings& settings;
  const Form& form;
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

// The loss that a form asks for: cross-entropy of tokens, the mean squared error of vectors.
Tensor loss_of(Tape&, const Side& target_side, const Tensor& prediction, const Tensor& target);

// The heads of all blocks together, for those who look on: [B,blocks·H,Tq,Tk]
Tensor every_head(Tape&, std::span<const Tensor> weights);

}  // namespace softlook
