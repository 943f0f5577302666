#pragma once

#include <string_view>

#include "../ops/ops.hpp"
#include "../settings.hpp"

namespace softlook {

// What a layer does to each number by itself.
using Activation = Tensor (*)(Tape&, const Tensor&);

inline constexpr std::string_view activation_names[] = {"gelu-tanh", "gelu", "relu", "silu"};

inline Activation activation(std::string_view name) {
  if (name == "gelu-tanh") return gelu_tanh;
  if (name == "gelu") return gelu;
  if (name == "relu") return relu;
  if (name == "silu") return silu;
  fail("[activation] there is no `%`; there is `gelu-tanh`, `gelu`, `relu`, `silu`", {name});
}

}  // namespace softlook
