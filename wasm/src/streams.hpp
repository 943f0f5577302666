#pragma once

#include "rng.hpp"

namespace softlook {

// Independent random streams of one seed: what for, and which one of its kind. A step has streams of
// its own, so that a run can go on from any step without knowing what was drawn before.
enum class Stream : std::uint64_t { start = 1, training, noise, held_out, writing };

inline Rng stream(std::uint64_t seed, Stream what, std::uint64_t number) {
  return Rng::stream(seed, (static_cast<std::uint64_t>(what) << 48) + number);
}

}  // namespace softlook
