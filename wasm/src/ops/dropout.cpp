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
  const float share = 1 / (1 - probability);
  Rng rng = *noise;
  for (std::size_t i = 0, count = x.count(); i < count; ++i)
    kept[i] = rng.uniform() < probability ? 0.0f : share;
  *noise = rng;
  simd::zip(x.all(), {kept, x.count()}, node.output.all(), [](Batch v, Batch k) { return v * k; });
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
    fail({"[dropout] the probability must be from 0 to below 1, not ", probability});
  if (tape.mode() != Tape::Mode::train || probability == 0) return x;
  const Dropped dropped{probability, tape.arena().reserve<float>(x.count(), "dropout"),
                        &tape.noise()};
  return tape.record("dropout", x.shape, {x}, dropout_forward, dropout_vjp,
                     tape.save("dropout", dropped));
}

}  // namespace softlook
