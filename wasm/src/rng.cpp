#include "rng.hpp"

#include <cmath>

#include "simd/math.hpp"

namespace softlook {
namespace {

// The finaliser of SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, 2014, "Fast Splittable
// Pseudorandom Number Generators"): numbers that differ in one bit come out unrelated.
std::uint64_t scatter(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15u;
  x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
  x = (x ^ x >> 27) * 0x94d049bb133111ebu;
  return x ^ x >> 31;
}

}  // namespace

Rng Rng::stream(std::uint64_t seed, std::uint64_t number) {
  const std::uint64_t mixed = scatter(scatter(seed) ^ number);
  return Rng(mixed, scatter(mixed));
}

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
