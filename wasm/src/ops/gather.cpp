#include <cassert>

#include "ops.hpp"

namespace softlook {
namespace {

// body(where in x, where in y)
template <class Body>
void each_gathered(const Node& node, Body&& body) {
  const auto& [x, index, unused1, unused2] = node.inputs;
  const auto width = static_cast<std::size_t>(x.shape.columns());
  std::size_t at = 0;
  for (int i = 0; i < x.shape.rows(); ++i)
    for (float place : index.row(i % index.shape.rows())) {
      assert(place >= 0 && place < static_cast<float>(width));
      body(static_cast<std::size_t>(i) * width + static_cast<std::size_t>(place), at++);
    }
}

void gather_forward(const Node& node) {
  each_gathered(node, [&](std::size_t from, std::size_t to) {
    node.output.values[to] = node.inputs[0].values[from];
  });
}

// dx += dy, each where it came from
void gather_vjp(const Node& node) {
  each_gathered(node, [&](std::size_t from, std::size_t to) {
    node.inputs[0].gradient[from] += node.output.gradient[to];
  });
}

}  // namespace

Tensor gather(Tape& tape, const Tensor& x, const Tensor& index) {
  const int left_out = x.shape.rank() - index.shape.rank();
  bool fits = left_out >= 0 && index.shape.rank() > 0;
  for (int i = 0; fits && i + 1 < index.shape.rank(); ++i)
    fits = index.shape[i] == x.shape[i + left_out];
  if (!fits)
    fail(
        "[gather] an index of % does not fit %: its leading sizes must be the same, or the first "
        "of them left out",
        {index.shape, x.shape});
  return tape.record("gather", x.shape.with_columns(index.shape.columns()), {x, index},
                     gather_forward, gather_vjp);
}

}  // namespace softlook
