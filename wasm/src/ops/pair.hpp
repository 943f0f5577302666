#pragma once

#include "../simd/map.hpp"
#include "runs.hpp"

// What the ops that take two tensors element by element have in common: an op is three loops over a
// stretch of memory, and the walk around them is shared.
namespace softlook {

// How two shapes meet, and the shape they make.
struct Broadcast {
  Shape shape;
  Runs runs;
};
Broadcast broadcast(const char* op, const Shape& a, const Shape& b);

// One of the two along a stretch: an element after the other, or four times the same one, to which
// each batch comes back.
struct Operand {
  const float* first;
  std::ptrdiff_t step;  // of a batch: 4, or 0
};
struct Stretch {
  Operand a, b;
  const float* dy;
  float* to;
  std::size_t count;
};
using PairLoop = void (*)(const Stretch&);

// body(where a, b, dy and the result are, Full or Part)
template <class Body>
void each_batch(const Stretch& s, Body&& body) {
  const float *a = s.a.first, *b = s.b.first, *dy = s.dy;
  float* to = s.to;
  std::size_t left = s.count;
  for (; left >= simd::lanes; left -= simd::lanes) {
    body(a, b, dy, to, simd::Full{});
    a += s.a.step;
    b += s.b.step;
    dy += simd::lanes;
    to += simd::lanes;
  }
  if (left > 0) body(a, b, dy, to, simd::Part{static_cast<int>(left)});
}

// y = F::value(a, b); a tail's unused lanes hold 1, so that they can be divided by.
template <class F>
void value_loop(const Stretch& s) {
  each_batch(s, [](const float* a, const float* b, const float*, float* y, auto part) {
    simd::store(y, F::value(simd::load(a, part, 1), simd::load(b, part, 1)), part);
  });
}
// da += F::to_a(a, b, dy)
template <class F>
void a_loop(const Stretch& s) {
  each_batch(s, [](const float* a, const float* b, const float* dy, float* da, auto part) {
    const simd::Batch term =
        F::to_a(simd::load(a, part, 1), simd::load(b, part, 1), simd::load(dy, part));
    simd::store(da, simd::load(da, part) + term, part);
  });
}
// db += F::to_b(a, b, dy)
template <class F>
void b_loop(const Stretch& s) {
  each_batch(s, [](const float* a, const float* b, const float* dy, float* db, auto part) {
    const simd::Batch term =
        F::to_b(simd::load(a, part, 1), simd::load(b, part, 1), simd::load(dy, part));
    simd::store(db, simd::load(db, part) + term, part);
  });
}

void pair_forward(const Node&, PairLoop value);
// The terms of what was repeated are summed.
void pair_vjp(const Node&, PairLoop to_a, PairLoop to_b);
Tensor pair(Tape&, const char* op, const Tensor& a, const Tensor& b, Node::Step forward,
            Node::Step vjp);

template <class F>
Tensor pair(Tape& tape, const char* op, const Tensor& a, const Tensor& b) {
  return pair(
      tape, op, a, b, [](const Node& node) { pair_forward(node, value_loop<F>); },
      [](const Node& node) { pair_vjp(node, a_loop<F>, b_loop<F>); });
}

}  // namespace softlook
