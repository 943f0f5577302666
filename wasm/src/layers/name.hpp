#pragma once

#include <string>
#include <string_view>

namespace softlook {

// What a layer called `name` puts before the names of its tensors: of "block0.attn" it is "attn",
// since the layer around it says "block0".
inline std::string scope_of(std::string_view name) {
  return std::string(name.substr(name.rfind('.') + 1));
}

}  // namespace softlook
