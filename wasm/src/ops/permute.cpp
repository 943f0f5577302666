#include "../simd/map.hpp"
#include "runs.hpp"

namespace softlook {
namespace {

// A run of y lies in x at some step.
void permute_forward(const Node& node) {
  const Runs& runs = node.as<Runs>();
  const std::size_t length = runs.run_length();
  const std::ptrdiff_t step = runs.run().a;
  runs.each([&](std::ptrdiff_t at_x, std::ptrdiff_t at_y) {
    const float* x = node.inputs[0].values + at_x;
    float* y = node.output.values + at_y;
    if (step == 1)
      simd::map({x, length}, {y, length}, [](simd::Batch v) { return v; });
    else
      for (std::size_t i = 0; i < length; ++i, x += step) y[i] = *x;
  });
}

// dx += dy, each where it came from
void permute_vjp(const Node& node) {
  const Runs& runs = node.as<Runs>();
  const std::size_t length = runs.run_length();
  const std::ptrdiff_t step = runs.run().a;
  runs.each([&](std::ptrdiff_t at_x, std::ptrdiff_t at_y) {
    float* dx = node.inputs[0].gradient + at_x;
    const float* dy = node.output.gradient + at_y;
    if (step == 1)
      simd::add_to({dx, length}, {dy, length});
    else
      for (std::size_t i = 0; i < length; ++i, dx += step) *dx += dy[i];
  });
}

}  // namespace

Tensor permute(Tape& tape, const Tensor& x, std::array<int, Shape::max_rank> order) {
  const int rank = x.shape.rank();
  std::array<std::ptrdiff_t, Shape::max_rank> steps{};
  std::ptrdiff_t step = 1;
  for (int i = rank - 1; i >= 0; step *= x.shape[i--]) steps[static_cast<std::size_t>(i)] = step;

  std::array<int, Shape::max_rank> sizes{};
  std::array<bool, Shape::max_rank> taken{};
  for (std::size_t i = 0; i < static_cast<std::size_t>(rank); ++i) {
    if (order[i] < 0 || order[i] >= rank || taken[static_cast<std::size_t>(order[i])])
      fail("[permute] the order must name every dimension of % once", {x.shape});
    taken[static_cast<std::size_t>(order[i])] = true;
    sizes[i] = x.shape[order[i]];
  }
  const Shape shape(std::span<const int>(sizes).first(static_cast<std::size_t>(rank)));

  Runs runs;
  std::ptrdiff_t at_y = 1;
  for (int i = rank - 1; i >= 0; at_y *= shape[i--])
    runs.add({shape[i], steps[static_cast<std::size_t>(order[static_cast<std::size_t>(i)])], at_y});
  // Nothing moves if only dimensions of size 1 do.
  if (runs.single()) return reshape(x, shape);
  return tape.record("permute", shape, {x}, permute_forward, permute_vjp,
                     tape.save("permute", runs));
}

}  // namespace softlook
