#include "pair.hpp"

#include <algorithm>

namespace softlook {
namespace {

using simd::Batch;

// An operand where a run begins: `same` keeps the element that is repeated.
Operand operand(const float* at, bool moves, float (&same)[simd::lanes]) {
  if (moves) return {at, simd::lanes};
  std::fill_n(same, simd::lanes, *at);
  return {same, 0};
}
Operand from(const Operand& operand, std::size_t i) {
  return {operand.step == 0 ? operand.first : operand.first + i, operand.step};
}

// body(the stretch of a run, without where it goes; where the run begins in a, in b, in y)
template <class Body>
void each_pair(const Node& node, Body&& body) {
  const Runs& runs = node.as<Runs>();
  const bool both = runs.run().a == runs.run().b;
  const bool a_moves = both || runs.run().a != 0, b_moves = both || runs.run().b != 0;
  float same_a[simd::lanes], same_b[simd::lanes];
  std::size_t at_y = 0;
  runs.each([&](std::ptrdiff_t at_a, std::ptrdiff_t at_b) {
    body(Stretch{operand(node.inputs[0].values + at_a, a_moves, same_a),
                 operand(node.inputs[1].values + at_b, b_moves, same_b), nullptr, nullptr,
                 runs.run_length()},
         at_a, at_b, at_y);
    at_y += runs.run_length();
  });
}

// The sum of the terms that `loop` would add, block by block.
float sum_of_terms(const Stretch& run, PairLoop loop) {
  constexpr std::size_t block = 256;
  float terms[block];
  simd::Sum sum;
  for (std::size_t i = 0; i < run.count; i += block) {
    const std::size_t count = std::min(block, run.count - i);
    simd::fill({terms, count}, 0.0f);
    loop({from(run.a, i), from(run.b, i), run.dy + i, terms, count});
    sum.add({terms, count});
  }
  return sum.total();
}

void add_terms(Stretch run, float* dx, bool moves, PairLoop loop) {
  if (moves) {
    run.to = dx;
    loop(run);
  } else {
    *dx += sum_of_terms(run, loop);
  }
}

}  // namespace

Broadcast broadcast(const char* op, const Shape& a, const Shape& b) {
  const int rank = std::max(a.rank(), b.rank());
  std::array<int, Shape::max_rank> sizes{};
  Runs runs;
  std::ptrdiff_t a_step = 1, b_step = 1;
  for (int i = 1; i <= rank; ++i) {
    const int of_a = i > a.rank() ? 1 : a[a.rank() - i];
    const int of_b = i > b.rank() ? 1 : b[b.rank() - i];
    if (of_a != of_b && of_a != 1 && of_b != 1)
      fail("[%] % and % do not fit: from the last on, sizes must be equal, or one of them 1",
           {op, a, b});
    const int size = std::max(of_a, of_b);
    runs.add({size, of_a == 1 ? 0 : a_step, of_b == 1 ? 0 : b_step});
    a_step *= of_a;
    b_step *= of_b;
    sizes[static_cast<std::size_t>(rank - i)] = size;
  }
  return {Shape(std::span<const int>(sizes).first(static_cast<std::size_t>(rank))), runs};
}

void pair_forward(const Node& node, PairLoop value) {
  each_pair(node, [&](Stretch run, std::ptrdiff_t, std::ptrdiff_t, std::size_t at) {
    run.to = node.output.values + at;
    value(run);
  });
}

void pair_vjp(const Node& node, PairLoop to_a, PairLoop to_b) {
  float *da = node.inputs[0].gradient, *db = node.inputs[1].gradient;
  each_pair(node, [&](Stretch run, std::ptrdiff_t at_a, std::ptrdiff_t at_b, std::size_t at) {
    run.dy = node.output.gradient + at;
    if (da) add_terms(run, da + at_a, run.a.step != 0, to_a);
    if (db) add_terms(run, db + at_b, run.b.step != 0, to_b);
  });
}

Tensor pair(Tape& tape, const char* op, const Tensor& a, const Tensor& b, Node::Step forward,
            Node::Step vjp) {
  const Broadcast both = broadcast(op, a.shape, b.shape);
  return tape.record(op, both.shape, {a, b}, forward, vjp, tape.save(op, both.runs));
}

}  // namespace softlook
