#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <vector>

#include "session.hpp"

using namespace softlook;

// FNV-1a over the bits of the losses (G. Fowler, L. C. Noll, K.-P. Vo).
static std::uint64_t digest(const std::vector<float>& losses) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (float loss : losses)
    for (int shift = 0; shift < 32; shift += 8) {
      hash ^= std::bit_cast<std::uint32_t>(loss) >> shift & 0xff;
      hash *= 0x100000001b3u;
    }
  return hash;
}

// One number for every platform: this test runs natively and as wasm, and both must give it. It
// changes only when the model, the task or the arithmetic is meant to change; say so in the CHANGELOG.
TEST_CASE("200 steps give the same bits on every platform") {
  Session session(Config{.seed = 1});
  std::vector<float> losses(200);
  session.train(losses);
  CHECK(digest(losses) == 0x783486d0c6c22e65u);
}
