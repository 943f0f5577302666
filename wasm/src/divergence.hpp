#pragma once

#include <cstdint>
#include <string>

#include "parameters.hpp"
#include "tape.hpp"

namespace softlook {

// Why a step may not be taken: its loss or a gradient is not a number, or too large to go on with.
// Names the first tensor of the pass that is so, and the likely remedy; `learned`: whether the
// parameters are what steps have made of them. Empty if all is well.
std::string why_not_go_on(const Tensor& loss, const Named* names, const Parameters&,
                          std::int64_t step, bool learned);

}  // namespace softlook
