#include <algorithm>

#include "../simd/map.hpp"
#include "ops.hpp"

namespace softlook {
namespace {

// Each part, and y, as [outer, its own run]: the runs stand one after the other.
struct Parts {
  std::span<const Tensor> all;
  std::size_t outer;
};

// The part's run, and where it stands in y.
template <class Body>
void each_run(const Node& node, Body&& body) {
  const Parts& parts = node.as<Parts>();
  std::size_t at = 0;
  for (std::size_t i = 0; i < parts.outer; ++i)
    for (const Tensor& part : parts.all) {
      const std::size_t count = part.count() / parts.outer;
      body(part, i * count, at, count);
      at += count;
    }
}

void join_forward(const Node& node) {
  each_run(node, [&](const Tensor& part, std::size_t from, std::size_t at, std::size_t count) {
    std::copy_n(part.values + from, count, node.output.values + at);
  });
}

// Each part's dx += its run of dy
void join_vjp(const Node& node) {
  each_run(node, [&](const Tensor& part, std::size_t from, std::size_t at, std::size_t count) {
    if (part.gradient)
      simd::add_to({part.gradient + from, count}, {node.output.gradient + at, count});
  });
}

}  // namespace

Tensor join(Tape& tape, std::span<const Tensor> parts, int axis) {
  if (parts.empty()) fail("[join] there is nothing to join");
  const Shape& first = parts.front().shape;
  if (axis < 0 || axis >= first.rank()) fail("[join] % has no dimension %", {first, axis});
  int along = 0;
  for (const Tensor& part : parts) {
    if (part.shape.rank() != first.rank() || part.shape.with(axis, first[axis]) != first)
      fail("[join] % and % differ in more than dimension %", {first, part.shape, axis});
    along += part.shape[axis];
  }
  const auto kept = tape.arena().take<Tensor>(parts.size(), "join");
  std::ranges::copy(parts, kept.begin());
  std::size_t outer = 1;
  for (int i = 0; i < axis; ++i) outer *= static_cast<std::size_t>(first[i]);

  const auto learns = [](const Tensor& part) { return part.gradient != nullptr; };
  const auto one = std::ranges::find_if(kept, learns);
  return tape.record("join", first.with(axis, along), {one == kept.end() ? kept.front() : *one},
                     join_forward, join_vjp, tape.save("join", Parts{kept, outer}));
}

}  // namespace softlook
