#include "schedule.hpp"

#include <algorithm>
#include <cmath>

#include "power.hpp"
#include "simd/map.hpp"
#include "simd/math.hpp"

namespace softlook {
namespace {

constexpr std::string_view schedules[] = {"constant", "cosine", "step", "noam"};

constexpr Setting settings[] = {
    {.name = "schedule",
     .summary = "how the learning rate changes during a run",
     .kind = Setting::Kind::choice,
     .options = schedules},
    {.name = "warm-up",
     .summary = "steps until the rate is at its height (cosine, noam)",
     .kind = Setting::Kind::integer,
     .minimum = 0,
     .maximum = 1e6,
     .initial = 100},
    {.name = "decay-steps",
     .summary = "steps down to nothing (cosine), or to the next lower rate (step)",
     .kind = Setting::Kind::integer,
     .minimum = 1,
     .maximum = 1e9,
     .initial = 1000},
    {.name = "decay-factor",
     .summary = "what each lower rate is of the one before (step)",
     .kind = Setting::Kind::number,
     .minimum = 0,
     .maximum = 1,
     .initial = 0.5},
    {.name = "clip",
     .summary = "the largest norm that the gradients of a step may have; 0: any",
     .kind = Setting::Kind::number,
     .minimum = 0,
     .maximum = 1e9,
     .initial = 0,
     .live = true},
};

}  // namespace

std::span<const Setting> schedule_settings() { return settings; }

float rate_of_step(const Settings& all, std::int64_t step) {
  const float rate = all.number("learning-rate");
  const std::string_view schedule = all.choice("schedule");
  const auto n = static_cast<float>(step);
  if (schedule == "cosine") {
    const auto warm_up = static_cast<float>(all.integer("warm-up"));
    if (n < warm_up) return rate * (n / warm_up);
    const float done =
        std::min((n - warm_up) / static_cast<float>(all.integer("decay-steps")), 1.0f);
    return rate * (0.5f * (1 + simd::cos(3.14159265f * done)));
  }
  if (schedule == "step") {
    const std::int64_t times = (step - 1) / all.integer("decay-steps");
    return rate * static_cast<float>(power(all.real("decay-factor"), times));
  }
  if (schedule == "noam") {
    const float warm_up = std::max(static_cast<float>(all.integer("warm-up")), 1.0f);
    return rate * std::min(std::sqrt(warm_up / n), n / warm_up);
  }
  return rate;
}

float norm(std::span<const float> gradients) {
  const float length = std::sqrt(simd::dot(gradients, gradients));
  if (std::isfinite(length)) return length;
  // The squares of floats may be too large for a float.
  double sum = 0;
  for (const float dp : gradients) sum += static_cast<double>(dp) * static_cast<double>(dp);
  return static_cast<float>(std::sqrt(sum));
}

float clip_gradients(const Settings& all, std::span<float> gradients) {
  const float most = all.number("clip");
  if (most == 0) return 0;
  const float length = norm(gradients);
  if (!(length > most)) return 0;
  const simd::Batch factor(most / length);
  simd::map(gradients, gradients, [&](simd::Batch dp) { return dp * factor; });
  return length;
}

}  // namespace softlook
