#include "batch.hpp"

namespace softlook::simd {

// Lane by lane: a load that spans younger, smaller stores to a buffer would wait for them all.
Batch load(const float* from, Part part, float padding) {
  return Batch(from[0], part.count > 1 ? from[1] : padding, part.count > 2 ? from[2] : padding,
               part.count > 3 ? from[3] : padding);
}

void store(float* to, const Batch& batch, Part part) {
  float buffer[lanes];
  batch.store_unaligned(buffer);
  to[0] = buffer[0];
  if (part.count > 1) to[1] = buffer[1];
  if (part.count > 2) to[2] = buffer[2];
  if (part.count > 3) to[3] = buffer[3];
}

}  // namespace softlook::simd
