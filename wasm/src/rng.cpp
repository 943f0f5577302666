#include "rng.hpp"

#include <cmath>

#include "simd/math.hpp"

namespace softlook {

// G. Marsaglia, T. A. Bray, 1964, "A Convenient Method for Generating Normal Variables". The square
// root is exact on every platform, and the logarithm is ours.
float Rng::normal() {
  for (;;) {
    const float u = 2 * uniform() - 1;
    const float v = 2 * uniform() - 1;
    const float s = u * u + v * v;
    if (s > 0 && s < 1) return u * std::sqrt(-2 * simd::log(s) / s);
  }
}

}  // namespace softlook
