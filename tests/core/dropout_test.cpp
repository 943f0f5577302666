#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "gradcheck.hpp"
#include "ops/ops.hpp"

using namespace softlook;

TEST_CASE("dropout multiplies by 0 or 1/(1 − p), as the tape's noise says") {
  for (float probability : {0.1f, 0.5f, 0.9f})
    for (int n : {1, 5, 33})
      check_gradient(
          {"dropout",
           {{2, n}},
           [=](Tape& tape, const Tensors& x) { return dropout(tape, x[0], probability); },
           [=](const Arrays& x) {
             Rng noise(0, 0);
             std::vector<std::uint32_t> halves;
             return reference::each(x[0], [&](reference::Number v) {
               if (halves.empty()) {
                 const std::uint32_t drawn = noise.next();
                 halves = {drawn >> 16, drawn & 0xffff};
               }
               const bool dropped =
                   std::floor(probability * 65536) > static_cast<float>(halves.back());
               halves.pop_back();
               return dropped ? 0.0 : v / (1 - static_cast<double>(probability));
             });
           }});
}

TEST_CASE("dropout drops its share, anew at each call") {
  Arena arena("test", 1 << 20);
  Tape tape(arena, Tape::Mode::train, Rng(1, 1));
  Tensor x = tape.constant("x", {10'000});
  std::ranges::fill(x.all(), 1.0f);
  const Tensor first = dropout(tape, x, 0.3f), second = dropout(tape, x, 0.3f);
  for (const Tensor& y : {first, second})
    CHECK(std::abs(std::ranges::count(y.all(), 0.0f) - 3000) < 200);
  CHECK_FALSE(std::ranges::equal(first.all(), second.all()));
}

TEST_CASE("without a way back, or with nothing to drop, dropout is x itself") {
  Arena arena("test", 1 << 10);
  for (Tape::Mode mode : {Tape::Mode::forward, Tape::Mode::observe, Tape::Mode::train}) {
    Tape tape(arena, mode);
    const Tensor x = tape.constant("x", {3});
    CHECK(dropout(tape, x, mode == Tape::Mode::train ? 0.0f : 0.5f).values == x.values);
  }
}
