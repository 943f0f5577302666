#include "optimizer.hpp"

#include <cmath>

#include "power.hpp"
#include "registry.hpp"
#include "simd/map.hpp"

namespace softlook {
namespace {

using simd::Batch;

constexpr Setting learning_rate(double initial) {
  return {.name = "learning-rate",
          .summary = "how far a step goes against the gradient",
          .kind = Setting::Kind::number,
          .minimum = 0,
          .maximum = 10,
          .initial = initial,
          .live = true};
}

// Gradient descent:  p ← p − η·dp
void sgd(const Update& update) {
  const Batch rate(update.rate);
  simd::zip(update.values, update.gradients, update.values,
            [&](Batch p, Batch dp) { return p - rate * dp; });
}

// With momentum μ, as in I. Sutskever and others, 2013, but for where the rate stands:
//     v ← μ·v + dp     p ← p − η·v
void momentum(const Update& update) {
  const Batch rate(update.rate), keep(update.settings.number("momentum"));
  simd::zip(update.state, update.gradients, update.state,
            [&](Batch v, Batch dp) { return keep * v + dp; });
  simd::zip(update.values, update.state, update.values,
            [&](Batch p, Batch v) { return p - rate * v; });
}

// D. P. Kingma, J. Ba, 2015, "Adam: A Method for Stochastic Optimization". With n the step:
//     m ← β₁m + (1−β₁)dp     v ← β₂v + (1−β₂)dp²
//     p ← p − η·(m/(1−β₁ⁿ)) / (√(v/(1−β₂ⁿ)) + ε)
// AdamW (I. Loshchilov, F. Hutter, 2019, "Decoupled Weight Decay Regularization") first makes
// p ← p − η·λ·p.
void adam_step(const Update& update, float decay) {
  const double beta1 = update.settings.real("beta1");
  const double beta2 = update.settings.real("beta2");
  const Batch b1(static_cast<float>(beta1)), a1(static_cast<float>(1 - beta1));
  const Batch b2(static_cast<float>(beta2)), a2(static_cast<float>(1 - beta2));
  const Batch epsilon(update.settings.number("epsilon"));
  const Batch rate(
      static_cast<float>(static_cast<double>(update.rate) / (1 - power(beta1, update.step))));
  const Batch spread(static_cast<float>(1 / std::sqrt(1 - power(beta2, update.step))));
  const Batch kept(1 - update.rate * decay);

  const std::size_t count = update.values.size();
  float* p = update.values.data();
  float* m = update.state.data();
  float* v = m + count;
  const float* dp = update.gradients.data();
  simd::blocks(count, [&](std::size_t i, auto part) {
    const Batch slope = simd::load(dp + i, part);
    const Batch mean = b1 * simd::load(m + i, part) + a1 * slope;
    const Batch square = b2 * simd::load(v + i, part) + a2 * (slope * slope);
    simd::store(m + i, mean, part);
    simd::store(v + i, square, part);
    const Batch size = xsimd::sqrt(square) * spread + epsilon;
    simd::store(p + i, kept * simd::load(p + i, part) - simd::divide(rate * mean, size), part);
  });
}

void adam(const Update& update) { adam_step(update, 0); }
void adamw(const Update& update) { adam_step(update, update.settings.number("weight-decay")); }

constexpr Setting fraction(std::string_view name, std::string_view summary, double initial) {
  return {.name = name,
          .summary = summary,
          .kind = Setting::Kind::number,
          .minimum = 0,
          .maximum = 0.99999,
          .initial = initial};
}
constexpr Setting beta1 = fraction("beta1", "how slowly the mean of the gradients moves", 0.9);
constexpr Setting beta2 = fraction("beta2", "how slowly the mean of their squares moves", 0.999);
constexpr Setting epsilon{.name = "epsilon",
                          .summary = "keeps steps small where gradients all but vanish",
                          .kind = Setting::Kind::number,
                          .minimum = 1e-12,
                          .maximum = 1,
                          .initial = 1e-8};
constexpr Setting weight_decay{.name = "weight-decay",
                               .summary = "share of each number lost in a step, over the rate",
                               .kind = Setting::Kind::number,
                               .minimum = 0,
                               .maximum = 1,
                               .initial = 0.01};

constexpr Setting sgd_settings[] = {learning_rate(0.1)};
constexpr Setting momentum_settings[] = {
    learning_rate(0.01), fraction("momentum", "share of the last step that is kept", 0.9)};
constexpr Setting adam_settings[] = {learning_rate(0.001), beta1, beta2, epsilon};
constexpr Setting adamw_settings[] = {learning_rate(0.001), beta1, beta2, epsilon, weight_decay};

constexpr std::string_view velocity[] = {"velocity"};
constexpr std::string_view moments[] = {"mean", "square"};

}  // namespace

std::span<const OptimizerKind> optimizers() {
  static constexpr OptimizerKind rows[] = {
      {"sgd", "plain gradient descent", sgd_settings, {}, sgd},
      {"momentum", "gradient descent that keeps its direction", momentum_settings, velocity,
       momentum},
      {"adam", "steps scaled by how much each gradient varies", adam_settings, moments, adam},
      {"adamw", "Adam, and every number decays a little", adamw_settings, moments, adamw},
  };
  return rows;
}

const OptimizerKind& find_optimizer(std::string_view name) {
  return find_row(optimizers(), "optimizer", name);
}

}  // namespace softlook
