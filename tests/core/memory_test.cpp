#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <vector>

#include "arena.hpp"
#include "session.hpp"

using namespace softlook;

namespace {

// Every allocation of this program, counted.
std::size_t allocations = 0;

void* counted(std::size_t size, std::size_t alignment) {
  ++allocations;
  size = (size + alignment - 1) / alignment * alignment;
  if (void* block = std::aligned_alloc(alignment, size ? size : alignment)) return block;
  throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t size) { return counted(size, alignof(std::max_align_t)); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  return counted(size, static_cast<std::size_t>(alignment));
}
void operator delete(void* block) noexcept { std::free(block); }
void operator delete(void* block, std::size_t) noexcept { std::free(block); }
void operator delete(void* block, std::align_val_t) noexcept { std::free(block); }
void operator delete(void* block, std::size_t, std::align_val_t) noexcept { std::free(block); }

TEST_CASE("a training step allocates nothing") {
  Session session(Config{});
  std::vector<float> losses(100);
  const std::size_t before = allocations;
  const std::size_t steps = session.train(losses);
  const std::size_t during = allocations - before;
  CHECK(before > 0);  // the counter counts
  CHECK(during == 0);
  CHECK(steps == 100);
}

TEST_CASE("an arena gives aligned memory and takes it all back at once") {
  Arena arena("test", 256);
  for (int round = 0; round < 3; ++round) {
    const auto bytes = arena.take<char>(3, "bytes");
    const auto floats = arena.take<float>(5, "floats");
    CHECK(reinterpret_cast<std::uintptr_t>(floats.data()) % Arena::alignment == 0);
    CHECK(static_cast<void*>(floats.data()) >= bytes.data() + bytes.size());
    CHECK(arena.used() == 48);
    arena.reset();
    CHECK(arena.used() == 0);
  }
  CHECK(arena.peak() == 48);
}

TEST_CASE("an arena that is full names the tensor that did not fit") {
  Arena arena("pass", 64);
  arena.take<float>(10, "scores");
  CHECK_THROWS_WITH(arena.take<float>(5, "weights"),
                    "[arena] `weights` needs 20 bytes, but the pass arena has 16 of 64 left; "
                    "choose smaller sizes");
  CHECK_THROWS(arena.take<float>(SIZE_MAX / 2, "absurd"));
  CHECK(arena.take<float>(4, "what fits").size() == 4);
}
