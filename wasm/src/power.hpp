#pragma once

#include <cstdint>

namespace softlook {

// baseⁿ by squaring: the library's power differs between machines in its last bits.
inline double power(double base, std::int64_t exponent) {
  double result = 1;
  for (; exponent > 0; exponent /= 2, base *= base)
    if (exponent % 2 == 1) result *= base;
  return result;
}

}  // namespace softlook
