#include "along.hpp"
#include "ops.hpp"

namespace softlook {
namespace {

struct Largest {
  Along view;
  std::size_t* from;  // by element of y: where in x it is
};

// The first of equal elements; a NaN is larger than all, so that it is noticed.
void max_forward(const Node& node) {
  const auto& [view, from] = node.as<Largest>();
  const float* x = node.inputs[0].values;
  for (std::size_t i = 0; i < view.outer; ++i)
    for (std::size_t j = 0; j < view.inner; ++j) {
      const std::size_t first = i * view.along * view.inner + j;
      std::size_t best = first;
      for (std::size_t k = 1; k < view.along; ++k) {
        const float next = x[first + k * view.inner];
        if (!(next <= x[best]) && x[best] == x[best]) best = first + k * view.inner;
      }
      node.output.values[i * view.inner + j] = x[best];
      if (from) from[i * view.inner + j] = best;
    }
}

// dx += dy at the largest
void max_vjp(const Node& node) {
  const std::size_t* from = node.as<Largest>().from;
  for (std::size_t i = 0, count = node.output.count(); i < count; ++i)
    node.inputs[0].gradient[from[i]] += node.output.gradient[i];
}

}  // namespace

Tensor max(Tape& tape, Tensor x, int axis) {
  const Along view = along("max", x.shape, axis);
  const Shape shape = without(x.shape, view.axis);
  const Largest saved{view, tape.differentiates()
                                ? tape.arena().reserve<std::size_t>(shape.count(), "max")
                                : nullptr};
  return tape.record("max", shape, {x}, max_forward, max_vjp, tape.save("max", saved));
}

}  // namespace softlook
