#include "../simd/map.hpp"
#include "ops.hpp"

namespace softlook {
namespace {

using simd::Batch;

struct Dropped {
  float probability;
  float* kept;  // by element: 0, or 1/(1−p)
  Rng* noise;
};

void dropout_forward(const Node& node) {
  const Tensor& x = node.inputs[0];
  const auto& [probability, kept, noise] = node.as<Dropped>();
  const float fates[] = {1 / (1 - probability), 0};  // looked up: a branch would be guessed wrong
  // Half a draw says enough: in steps of 2⁻¹⁶.
  const auto bound = static_cast<std::uint32_t>(probability * 0x1p16f);
  Rng rng = *noise;
  const std::size_t count = x.count();
  std::size_t i = 0;
  for (; i + 1 < count; i += 2) {
    const std::uint32_t drawn = rng.next();
    kept[i] = fates[(drawn & 0xffff) < bound];
    kept[i + 1] = fates[drawn >> 16 < bound];
  }
  if (i < count) kept[i] = fates[(rng.next() & 0xffff) < bound];
  *noise = rng;
  simd::zip(x.all(), {kept, count}, node.output.all(), [](Batch v, Batch k) { return v * k; });
}

// dx += dy·what the element was multiplied by
void dropout_vjp(const Node& node) {
  const Tensor& x = node.inputs[0];
  simd::zip(node.output.all_gradient(), {node.as<Dropped>().kept, x.count()}, x.all_gradient(),
            x.all_gradient(), [](Batch dy, Batch k, Batch dx) { return dx + dy * k; });
}

}  // namespace

// N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever, R. Salakhutdinov, 2014, "Dropout: A Simple
// Way to Prevent Neural Networks from Overfitting".
Tensor dropout(Tape& tape, const Tensor& x, float probability) {
  if (!(probability >= 0 && probability < 1))
    fail("[dropout] the probability must be from 0 to below 1, not %", {probability});
  if (tape.mode() != Tape::Mode::train || probability == 0) return x;
  const Dropped dropped{probability, tape.arena().reserve<float>(x.count(), "dropout"),
                        &tape.noise()};
  return tape.record("dropout", x.shape, {x}, dropout_forward, dropout_vjp,
                     tape.save("dropout", dropped));
}

}  // namespace softlook
