#pragma once

#include <cstdint>

namespace softlook {

// One stream of numbers on every platform: PCG32 (M. E. O'Neill, 2014, "PCG: A Family of Simple
// Fast Space-Efficient Statistically Good Algorithms for Random Number Generation").
class Rng {
 public:
  // As PCG32's author seeds it. Neighbouring seeds or sequences give related numbers: see stream().
  Rng(std::uint64_t seed, std::uint64_t sequence) : increment_(sequence << 1 | 1) {
    next();
    state_ += seed;
    next();
  }

  // Stream `number` of `seed`: unrelated to every other stream of this or any other seed.
  static Rng stream(std::uint64_t seed, std::uint64_t number);

  std::uint32_t next() {
    const std::uint64_t old = state_;
    state_ = old * 6364136223846793005u + increment_;
    const auto shifted = static_cast<std::uint32_t>(((old >> 18) ^ old) >> 27);
    const auto turn = static_cast<std::uint32_t>(old >> 59);
    return shifted >> turn | shifted << ((32 - turn) & 31);
  }

  // Uniform in [0, 1), in steps of 2⁻²⁴: each value is exact in a float.
  float uniform() { return static_cast<float>(next() >> 8) * 0x1p-24f; }

  // Uniform in 0 … bound−1 for a bound of at least 1, without bias: the few lowest values that would
  // tip it are redrawn.
  int below(int bound) {
    const auto size = static_cast<std::uint32_t>(bound);
    const std::uint32_t smallest = (0u - size) % size;
    std::uint32_t drawn = next();
    while (drawn < smallest) drawn = next();
    return static_cast<int>(drawn % size);
  }

  // Standard normal, by Marsaglia's polar method.
  float normal();

 private:
  std::uint64_t state_ = 0;
  std::uint64_t increment_;
};

}  // namespace softlook
