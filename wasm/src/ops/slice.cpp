#include <algorithm>

#include "../simd/map.hpp"
#include "ops.hpp"

namespace softlook {
namespace {

// x and y as [outer, along, inner]: `count` of x's along, from `first` on.
struct Part {
  int outer;
  std::size_t x_step, y_step, start;
};

template <class Body>
void each_run(const Node& node, Body&& body) {
  const Part& part = node.as<Part>();
  for (int i = 0; i < part.outer; ++i) {
    const auto index = static_cast<std::size_t>(i);
    body(index * part.x_step + part.start, index * part.y_step, part.y_step);
  }
}

void slice_forward(const Node& node) {
  each_run(node, [&](std::size_t x, std::size_t y, std::size_t count) {
    std::copy_n(node.inputs[0].values + x, count, node.output.values + y);
  });
}

// dx's part += dy
void slice_vjp(const Node& node) {
  each_run(node, [&](std::size_t x, std::size_t y, std::size_t count) {
    const std::span<float> dx(node.inputs[0].gradient + x, count);
    const std::span<const float> dy(node.output.gradient + y, count);
    simd::zip(dx, dy, dx, [](simd::Batch a, simd::Batch b) { return a + b; });
  });
}

}  // namespace

Tensor slice(Tape& tape, const Tensor& x, int axis, int first, int count) {
  const int at = axis < 0 ? axis + x.shape.rank() : axis;
  if (at < 0 || at >= x.shape.rank() || first < 0 || count < 1 || count > x.shape[at] - first)
    fail("[slice] there are no % from % along dimension % of %", {count, first, axis, x.shape});

  std::size_t inner = 1;
  for (int i = at + 1; i < x.shape.rank(); ++i) inner *= static_cast<std::size_t>(x.shape[i]);
  int outer = 1;
  for (int i = 0; i < at; ++i) outer *= x.shape[i];
  const Part part{outer, inner * static_cast<std::size_t>(x.shape[at]),
                  inner * static_cast<std::size_t>(count), inner * static_cast<std::size_t>(first)};
  return tape.record("slice", x.shape.with(at, count), {x}, slice_forward, slice_vjp,
                     tape.save("slice", part));
}

}  // namespace softlook
