#include "optimizer.hpp"

#include "registry.hpp"
#include "simd/map.hpp"

namespace softlook {
namespace {

constexpr Setting learning_rate{.name = "learning-rate",
                                .summary = "how far a step goes against the gradient",
                                .kind = Setting::Kind::number,
                                .minimum = 0,
                                .maximum = 10,
                                .initial = 0.1,
                                .live = true};

// Gradient descent:  p ← p − η·dp
class Sgd final : public Optimizer {
 public:
  void step(const Settings& settings, std::span<float> values,
            std::span<const float> gradients) override {
    const simd::Batch rate(settings.number("learning-rate"));
    simd::zip(values, gradients, values,
              [&](simd::Batch p, simd::Batch dp) { return p - rate * dp; });
  }
};

constexpr Setting sgd_settings[] = {learning_rate};

}  // namespace

std::span<const OptimizerKind> optimizers() {
  static constexpr OptimizerKind rows[] = {
      {.name = "sgd",
       .summary = "plain gradient descent",
       .settings = sgd_settings,
       .make = []() -> std::unique_ptr<Optimizer> { return std::make_unique<Sgd>(); }},
  };
  return rows;
}

const OptimizerKind& find_optimizer(std::string_view name) {
  return find_row(optimizers(), "optimizer", name);
}

}  // namespace softlook
