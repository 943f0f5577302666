#pragma once

#include "../simd/map.hpp"
#include "runs.hpp"

// What the ops that take two tensors element by element have in common.
namespace softlook {

// How two shapes meet, and the shape they make.
struct Broadcast {
  Shape shape;
  Runs runs;
};
Broadcast broadcast(std::string_view op, const Shape& a, const Shape& b);

// One of the two along a run: an element after the other, or one again and again. A tail's unused
// lanes hold 1, so that they can be divided by.
struct Each {
  const float* first;
  template <class Part>
  simd::Batch operator()(std::size_t i, Part part) const {
    return simd::load(first + i, part, 1.0f);
  }
};
struct Same {
  simd::Batch value;
  template <class Part>
  simd::Batch operator()(std::size_t, Part) const {
    return value;
  }
};

// body(a, b, where the run begins in a, in b, in y)
template <class Body>
void each_pair(const Node& node, Body&& body) {
  const Runs& runs = node.as<Runs>();
  const float *a = node.inputs[0].values, *b = node.inputs[1].values;
  const bool a_moves = runs.run().a != 0, b_moves = runs.run().b != 0;
  std::size_t at_y = 0;
  runs.each([&](std::ptrdiff_t at_a, std::ptrdiff_t at_b) {
    if (a_moves == b_moves)
      body(Each{a + at_a}, Each{b + at_b}, at_a, at_b, at_y);
    else if (a_moves)
      body(Each{a + at_a}, Same{simd::Batch(b[at_b])}, at_a, at_b, at_y);
    else
      body(Same{simd::Batch(a[at_a])}, Each{b + at_b}, at_a, at_b, at_y);
    at_y += runs.run_length();
  });
}

// y = F::value(a, b)
template <class F>
void pair_forward(const Node& node) {
  const std::size_t length = node.as<Runs>().run_length();
  each_pair(node, [&](auto a, auto b, auto, auto, std::size_t at) {
    simd::blocks(length, [&](std::size_t i, auto part) {
      simd::store(node.output.values + at + i, F::value(a(i, part), b(i, part)), part);
    });
  });
}

// dx += the terms, or their sum if x stays the same along the run.
template <class Term>
void add_terms(float* dx, bool moves, std::size_t length, Term&& term) {
  if (moves) {
    simd::blocks(length, [&](std::size_t i, auto part) {
      simd::store(dx + i, simd::load(dx + i, part) + term(i, part), part);
    });
  } else {
    const auto plus = [](auto x, auto y) { return x + y; };
    *dx += simd::fold_lanes(simd::reduce(length, simd::Batch(0.0f), term, plus), plus);
  }
}

// da += F::to_a(a, b, dy),  db += F::to_b(a, b, dy), summed over what was repeated
template <class F>
void pair_vjp(const Node& node) {
  const Runs& runs = node.as<Runs>();
  const std::size_t length = runs.run_length();
  float *da = node.inputs[0].gradient, *db = node.inputs[1].gradient;
  each_pair(node, [&](auto a, auto b, std::ptrdiff_t at_a, std::ptrdiff_t at_b, std::size_t at) {
    const float* dy = node.output.gradient + at;
    const bool both = runs.run().a == runs.run().b;
    if (da)
      add_terms(da + at_a, both || runs.run().a != 0, length, [&](std::size_t i, auto part) {
        return F::to_a(a(i, part), b(i, part), simd::load(dy + i, part));
      });
    if (db)
      add_terms(db + at_b, both || runs.run().b != 0, length, [&](std::size_t i, auto part) {
        return F::to_b(a(i, part), b(i, part), simd::load(dy + i, part));
      });
  });
}

template <class F>
Tensor pair(Tape& tape, std::string_view op, const Tensor& a, const Tensor& b) {
  const Broadcast both = broadcast(op, a.shape, b.shape);
  return tape.record(op, both.shape, {a, b}, pair_forward<F>, pair_vjp<F>,
                     tape.save(op, both.runs));
}

}  // namespace softlook
