#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <string>
#include <vector>

#include "arena.hpp"
#include "session.hpp"

using namespace softlook;

namespace {

// Every allocation of this program, counted, and how many of them have not been given back.
std::size_t allocations = 0;
std::int64_t held = 0;

void* counted(std::size_t size, std::size_t alignment) {
  ++allocations;
  ++held;
  size = (size + alignment - 1) / alignment * alignment;
  if (void* block = std::aligned_alloc(alignment, size ? size : alignment)) return block;
  throw std::bad_alloc();
}

void release(void* block) {
  held -= block != nullptr;
  std::free(block);
}

// One of each kind of model, with an optimiser that remembers.
const Config configs[] = {
    {},
    {.task = "reverse",
     .model = "transformer",
     .attention = "multi-head",
     .optimizer = "adam",
     .settings = {{"width", 8}, {"batch", 4}}},
    {.task = "reverse",
     .model = "encoder-decoder",
     .attention = "additive",
     .optimizer = "momentum",
     .settings = {{"answer", "sequence"}, {"width", 8}, {"batch", 4}}},
    {.task = "digits",
     .model = "attention-module",
     .attention = "tanh-score",
     .optimizer = "adam",
     .settings = {{"clutter", 2}, {"room", 1.5}, {"heads", 2}, {"width", 8}, {"batch", 4}}},
    {.task = "digits", .model = "perceptron", .optimizer = "adam", .settings = {{"batch", 4}}},
};

}  // namespace

void* operator new(std::size_t size) { return counted(size, alignof(std::max_align_t)); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  return counted(size, static_cast<std::size_t>(alignment));
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  try {
    return operator new(size);
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}
void operator delete(void* block) noexcept { release(block); }
void operator delete(void* block, std::size_t) noexcept { release(block); }
void operator delete(void* block, std::align_val_t) noexcept { release(block); }
void operator delete(void* block, std::size_t, std::align_val_t) noexcept { release(block); }

TEST_CASE("a training step allocates nothing") {
  for (const Config& config : configs) {
    CAPTURE(config.model);
    Session session(config);
    std::vector<float> losses(20);
    const std::size_t before = allocations;
    const std::size_t steps = session.train(losses);
    const std::size_t during = allocations - before;
    CHECK(before > 0);  // the counter counts
    CHECK(during == 0);
    CHECK(steps == 20);
  }
}

TEST_CASE("after 10,000 steps and looks, memory is where it was") {
  Session session(Config{});
  std::vector<float> losses(100);
  const auto work = [&] {
    REQUIRE(session.train(losses) == losses.size());
    session.observe(3, {.gradients = true});
    (void)session.tensor("attention.weights");
    (void)session.evaluate(4);
  };
  work();
  const std::int64_t before = held;
  const std::uint64_t bytes = session.memory();
  for (int i = 0; i < 100; ++i) work();
  CHECK(held == before);
  CHECK(session.memory() == bytes);
  CHECK(session.step() == 10'100);
}

TEST_CASE("after 1,000 sessions, memory is where it was") {
  const auto work = [](const Config& config) {
    Session session(config);
    float loss = 0;
    REQUIRE(session.train({&loss, 1}) == 1);
  };
  for (const Config& config : configs) work(config);
  const std::int64_t before = held;
  for (int i = 0; i < 1000; ++i) work(configs[i % 3]);
  CHECK(held == before);
}

TEST_CASE("a config that does not fit is refused before it starts, with the megabytes") {
  const auto refusal = [](const Config& config) {
    const std::int64_t before = held;
    std::string sentence;
    try {
      Session session(config);
    } catch (const Error& error) {
      sentence = error.what();
    }
    return std::pair(sentence, held - before);
  };
  const auto [sentence, left] =
      refusal({.task = "given",
               .model = "transformer",
               .attention = "multi-head",
               .settings = {{"length", 4096}, {"width", 1024}, {"layers", 12}, {"batch", 8}}});
  CAPTURE(sentence);
  CHECK(sentence.starts_with("[memory] this needs "));
  CHECK(sentence.find(" MB, and a session may take 1074; choose fewer samples") !=
        std::string::npos);
  CHECK(left <= 1);  // the sentence itself
}

TEST_CASE("a plan is what a pass takes") {
  for (const Config& config : configs) {
    Session session(config);
    std::vector<float> losses(3);
    REQUIRE(session.train(losses) == 3);
    session.observe(0, {.gradients = true});
    // Had the plan been too small, the arena would have refused. Padding is planned for, too.
    CHECK(static_cast<double>(session.arena().peak()) >
          0.95 * static_cast<double>(session.arena().capacity()));
  }
}

TEST_CASE("an arena gives aligned memory and takes it all back at once") {
  Arena arena("test", 256);
  for (int round = 0; round < 3; ++round) {
    const auto bytes = arena.take<char>(3, "bytes");
    const auto floats = arena.take<float>(5, "floats");
    CHECK(reinterpret_cast<std::uintptr_t>(floats.data()) % Arena::alignment == 0);
    CHECK(static_cast<void*>(floats.data()) >= bytes.data() + bytes.size());
    CHECK(arena.used() == 48u);
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
