#include "../simd/map.hpp"
#include "along.hpp"
#include "ops.hpp"

namespace softlook {
namespace {

// In y a run of a is followed by a run of b, again and again.
struct Joined {
  std::size_t outer, of_a, of_b;
};

void concat_forward(const Node& node) {
  const auto& [outer, of_a, of_b] = node.as<Joined>();
  const auto copy = [](simd::Batch v) { return v; };
  const float *a = node.inputs[0].values, *b = node.inputs[1].values;
  float* y = node.output.values;
  for (std::size_t i = 0; i < outer; ++i, y += of_a + of_b) {
    simd::map({a + i * of_a, of_a}, {y, of_a}, copy);
    simd::map({b + i * of_b, of_b}, {y + of_a, of_b}, copy);
  }
}

// da and db += their parts of dy
void concat_vjp(const Node& node) {
  const auto& [outer, of_a, of_b] = node.as<Joined>();
  float *da = node.inputs[0].gradient, *db = node.inputs[1].gradient;
  const float* dy = node.output.gradient;
  for (std::size_t i = 0; i < outer; ++i, dy += of_a + of_b) {
    if (da) simd::add_to({da + i * of_a, of_a}, {dy, of_a});
    if (db) simd::add_to({db + i * of_b, of_b}, {dy + of_a, of_b});
  }
}

}  // namespace

Tensor concat(Tape& tape, const Tensor& a, const Tensor& b, int axis) {
  const Along first = along("concat", a.shape, axis);
  if (a.shape.rank() != b.shape.rank() || a.shape.with(first.axis, b.shape[first.axis]) != b.shape)
    fail("[concat] % and % do not fit: only dimension % may differ", {a.shape, b.shape, axis});
  const std::size_t count = static_cast<std::size_t>(b.shape[first.axis]);
  const Joined joined{first.outer, first.along * first.inner, count * first.inner};
  const Shape shape = a.shape.with(first.axis, a.shape[first.axis] + b.shape[first.axis]);
  return tape.record("concat", shape, {a, b}, concat_forward, concat_vjp,
                     tape.save("concat", joined));
}

}  // namespace softlook
