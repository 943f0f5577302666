#include "../simd/batch.hpp"
#include "ops.hpp"

namespace softlook {
namespace {

using simd::Batch;

// For each head of each position: where it is, and the cosines and sines there.
template <class Body>
void each_head(const Node& node, Body&& body) {
  const Tensor& table = node.inputs[1];
  const int heads = node.as<int>(), rows = node.output.shape.rows();
  const auto width = static_cast<std::size_t>(table.shape.columns());
  std::size_t at = 0;
  for (int i = 0; i < rows; ++i)
    for (int h = 0; h < heads; ++h, at += width)
      body(at, width / 2, table.row(i % node.output.shape[1]).data());
}

// (y_i, y_j) = (x_i·cos − x_j·sin, x_i·sin + x_j·cos),  j = i + D/2
void rotary_forward(const Node& node) {
  each_head(node, [&](std::size_t at, std::size_t half, const float* table) {
    const float* x = node.inputs[0].values + at;
    float* y = node.output.values + at;
    simd::blocks(half, [&](std::size_t i, auto part) {
      const Batch cosine = simd::load(table + i, part), sine = simd::load(table + half + i, part);
      const Batch a = simd::load(x + i, part), b = simd::load(x + half + i, part);
      simd::store(y + i, a * cosine - b * sine, part);
      simd::store(y + half + i, a * sine + b * cosine, part);
    });
  });
}

// dx += dy turned back
void rotary_vjp(const Node& node) {
  each_head(node, [&](std::size_t at, std::size_t half, const float* table) {
    const float* dy = node.output.gradient + at;
    float* dx = node.inputs[0].gradient + at;
    simd::blocks(half, [&](std::size_t i, auto part) {
      const Batch cosine = simd::load(table + i, part), sine = simd::load(table + half + i, part);
      const Batch a = simd::load(dy + i, part), b = simd::load(dy + half + i, part);
      simd::store(dx + i, simd::load(dx + i, part) + (a * cosine + b * sine), part);
      simd::store(dx + half + i, simd::load(dx + half + i, part) + (b * cosine - a * sine), part);
    });
  });
}

}  // namespace

Tensor rotary(Tape& tape, const Tensor& x, const Tensor& table, int heads) {
  if (x.shape.rank() != 3 || table.shape.rank() != 2 || heads < 1 || table.gradient ||
      table.shape[0] < x.shape[1] || table.shape[1] % 2 != 0 ||
      x.shape[2] != heads * table.shape[1])
    fail(
        "[rotary] a table of % does not turn % heads of %: for [B,T,heads·D] it must be a constant "
        "[T,D], D even",
        {table.shape, heads, x.shape});
  return tape.record("rotary", x.shape, {x, table}, rotary_forward, rotary_vjp,
                     tape.save("rotary", heads));
}

}  // namespace softlook
