#include "layer_case.hpp"

#include <catch2/catch_test_macros.hpp>
#include <memory>

using softlook::Parameters;
using softlook::Tape;

void check_layer(const LayerCase& layer) {
  const auto parameters = std::make_shared<Parameters>();
  const LayerCase::Call call = layer.build(*parameters);
  const std::size_t data = layer.data.size();
  std::vector<Input> inputs = layer.data;
  for (const auto& parameter : parameters->list()) inputs.emplace_back(parameter.tensor.shape);

  const GradientCase one{
      layer.name, inputs,
      [&](Tape& tape, const Tensors& x) {
        // The layer looks at its parameters where it declared them.
        std::size_t i = data;
        for (const auto& parameter : parameters->list())
          const_cast<softlook::Tensor&>(parameter.tensor) = x[i++];
        return call(tape, {x.begin(), x.begin() + static_cast<std::ptrdiff_t>(data)});
      },
      [&](const Arrays& x) {
        Values values;
        std::size_t i = data;
        for (const auto& parameter : parameters->list()) values[parameter.name] = x[i++];
        return layer.textbook({x.begin(), x.begin() + static_cast<std::ptrdiff_t>(data)}, values);
      },
      layer.spread};
  check_gradient(one);
  check_forward(one);
}
