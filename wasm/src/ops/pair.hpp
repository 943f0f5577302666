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
Broadcast broadcast(std::string_view op, const Shape& a, const Shape& b);

// One of the two along a stretch: an element after the other, or four times the same one, to which
// each batch comes back. A tail's unused lanes hold 1, so that they can be divided by.
struct Operand {
  const float* first;
  std::size_t mask;  // of the offset: all ones, or 0
  template <class Part>
  simd::Batch operator()(std::size_t i, Part part) const {
    return simd::load(first + (i & mask), part, 1.0f);
  }
};
struct Stretch {
  Operand a, b;
  const float* dy;
  float* to;
  std::size_t count;
};
using PairLoop = void (*)(const Stretch&);

// y = F::value(a, b)
template <class F>
void value_loop(const Stretch& s) {
  simd::blocks(s.count, [&](std::size_t i, auto part) {
    simd::store(s.to + i, F::value(s.a(i, part), s.b(i, part)), part);
  });
}
// da += F::to_a(a, b, dy)
template <class F>
void a_loop(const Stretch& s) {
  simd::blocks(s.count, [&](std::size_t i, auto part) {
    const simd::Batch term = F::to_a(s.a(i, part), s.b(i, part), simd::load(s.dy + i, part));
    simd::store(s.to + i, simd::load(s.to + i, part) + term, part);
  });
}
// db += F::to_b(a, b, dy)
template <class F>
void b_loop(const Stretch& s) {
  simd::blocks(s.count, [&](std::size_t i, auto part) {
    const simd::Batch term = F::to_b(s.a(i, part), s.b(i, part), simd::load(s.dy + i, part));
    simd::store(s.to + i, simd::load(s.to + i, part) + term, part);
  });
}

void pair_forward(const Node&, PairLoop value);
// The terms of what was repeated are summed.
void pair_vjp(const Node&, PairLoop to_a, PairLoop to_b);
Tensor pair(Tape&, std::string_view op, const Tensor& a, const Tensor& b, Node::Step forward,
            Node::Step vjp);

template <class F>
Tensor pair(Tape& tape, std::string_view op, const Tensor& a, const Tensor& b) {
  return pair(
      tape, op, a, b, [](const Node& node) { pair_forward(node, value_loop<F>); },
      [](const Node& node) { pair_vjp(node, a_loop<F>, b_loop<F>); });
}

}  // namespace softlook
