#pragma once

#include <span>

namespace softlook::simd {

// y = value
void fill(std::span<float> y, float value);

}  // namespace softlook::simd
