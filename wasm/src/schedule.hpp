#pragma once

#include <cstdint>
#include <span>

#include "settings.hpp"

namespace softlook {

// How the learning rate changes during a run, and how large a gradient may be.
std::span<const Setting> schedule_settings();

// The learning rate of a step, counted from 1:
//     constant   η
//     cosine     η·n/warm-up at first, then from η down to 0 in half a cosine over `decay-steps`
//     step       η·factorᵏ, k the number of whole `decay-steps` behind
//     noam       η·√warm-up·min(1/√n, n/warm-up^1.5), as in A. Vaswani and others, 2017: η is the peak
float rate_of_step(const Settings&, std::int64_t step);

// If `clip` is set and the norm of all gradients together is larger, scales them down to it, and
// gives what the norm was; else 0.
float clip_gradients(const Settings&, std::span<float> gradients);
float norm(std::span<const float> gradients);

}  // namespace softlook
