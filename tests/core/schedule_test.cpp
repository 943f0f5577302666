#include "schedule.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <numbers>

#include "optimizer.hpp"
#include "session.hpp"

using namespace softlook;
using Catch::Approx;

namespace {

Settings settings(const Settings::Chosen& chosen) {
  const auto own = find_optimizer("sgd").settings;
  std::vector<Setting> all(own.begin(), own.end());
  all.insert(all.end(), schedule_settings().begin(), schedule_settings().end());
  return {all, chosen};
}

double rate(const Settings& all, std::int64_t step) {
  return static_cast<double>(rate_of_step(all, step));
}

}  // namespace

TEST_CASE("a constant rate stays") {
  const Settings all = settings({{"learning-rate", 0.3}});
  for (std::int64_t n : {1, 17, 100000}) CHECK(rate(all, n) == Approx(0.3));
}

TEST_CASE("a cosine rate warms up in a line and comes down in half a cosine, to nothing") {
  const Settings all = settings(
      {{"learning-rate", 0.2}, {"schedule", "cosine"}, {"warm-up", 10}, {"decay-steps", 40}});
  for (int n = 1; n <= 80; ++n) {
    const double down = n >= 50 ? 0 : 0.5 * (1 + std::cos(std::numbers::pi * (n - 10) / 40.0));
    CHECK(rate(all, n) == Approx(n < 10 ? 0.2 * n / 10 : 0.2 * down).margin(1e-7));
  }
}

TEST_CASE("a step rate is multiplied by the factor after every so many steps") {
  const Settings all = settings(
      {{"learning-rate", 0.2}, {"schedule", "step"}, {"decay-steps", 5}, {"decay-factor", 0.1}});
  CHECK(rate(all, 1) == Approx(0.2));
  CHECK(rate(all, 5) == Approx(0.2));
  CHECK(rate(all, 6) == Approx(0.02));
  CHECK(rate(all, 11) == Approx(0.002));
  CHECK(rate(all, 1'000'000'000'000) == 0);
}

TEST_CASE("the rate of Vaswani and others has its peak at the end of the warm-up") {
  const Settings all = settings({{"learning-rate", 0.2}, {"schedule", "noam"}, {"warm-up", 16}});
  for (int n : {1, 8, 15, 16, 17, 64, 1600})
    CHECK(rate(all, n) == Approx(0.2 * 4 * std::min(1 / std::sqrt(n), n / 64.0)));
}

TEST_CASE("gradients are clipped by the norm of all of them together") {
  std::vector<float> gradients{3, 0, -4};
  CHECK(norm(gradients) == 5);
  CHECK(clip_gradients(settings({{"clip", 6}}), gradients) == 0);
  CHECK(gradients == std::vector<float>{3, 0, -4});
  clip_gradients(settings({{"clip", 0}}), gradients);
  CHECK(gradients == std::vector<float>{3, 0, -4});
  CHECK(clip_gradients(settings({{"clip", 2.5}}), gradients) == 5);
  CHECK(gradients == std::vector<float>{1.5f, 0, -2});
  // Their squares are no floats.
  std::vector<float> huge{3e30f, -4e30f};
  CHECK(clip_gradients(settings({{"clip", 2.5}}), huge) == 5e30f);
  CHECK(huge[0] == Approx(1.5));
  CHECK(huge[1] == Approx(-2));
}

TEST_CASE("the norm of a clipped step's gradients is that from before") {
  const auto norm_of_first_step = [](double clip) {
    Session session(Config{.settings = {{"clip", clip}}});
    float loss = 0;
    CHECK(session.train({&loss, 1}) == 1);
    return session.gradient_norm();
  };
  CHECK(norm_of_first_step(1e-3) == norm_of_first_step(0));
  CHECK(norm_of_first_step(0) > 1e-3f);
}
