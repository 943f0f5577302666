#include "side.hpp"

#include <algorithm>
#include <cmath>

namespace softlook {

SideEmbedding::SideEmbedding(Parameters& parameters, const std::string& name, const Side& side,
                             int width, float deviation) {
  if (side.tokens())
    tokens_.emplace(parameters, name, side.vocabulary, width, deviation);
  else
    vectors_.emplace(parameters, name, side.width, width);
}

Tensor padding_of(Tape& tape, const Side& side, const Tensor& x) {
  if (!side.tokens()) return {};
  const auto none = [](float token) { return token < 0; };
  return tape.arena().measures() || std::ranges::any_of(x.all(), none) ? x : Tensor{};
}

Tensor one_later(Tape& tape, const Side& side, const Tensor& target) {
  const Tensor shifted = tape.constant("before", target.shape);
  const std::size_t step = side.tokens() ? 1 : static_cast<std::size_t>(target.shape[2]);
  const std::size_t sample = step * static_cast<std::size_t>(target.shape[1]);
  for (std::size_t first = 0; first < target.count(); first += sample) {
    std::fill_n(shifted.values + first, step, side.tokens() ? -1.0f : 0.0f);
    std::copy_n(target.values + first, sample - step, shifted.values + first + step);
  }
  return shifted;
}

Tensor name_side(Tape& tape, std::string_view name, const Side& side, const Tensor& x,
                 Axis positions) {
  if (!side.tokens()) return tape.name(name, x, positions);
  const Tensor used = tape.name(name, x, Axis::none, positions);
  const bool pinned = used.values != x.values;
  const auto is_token = [&](float token) {
    return token >= -1 && token < static_cast<float>(side.vocabulary) && token == std::floor(token);
  };
  if (pinned && !tape.arena().measures() && !std::ranges::all_of(used.all(), is_token))
    fail("[pin] `%` holds tokens: put only whole numbers from 0 to % there, or -1 for none",
         {name, side.vocabulary - 1});
  return used;
}

}  // namespace softlook
