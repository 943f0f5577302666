#include "positions.hpp"

#include <algorithm>
#include <cmath>

#include "../simd/math.hpp"
#include "embedding.hpp"

namespace softlook {
namespace {

// 10000^(−share)
float frequency(int part, int whole) {
  constexpr float log_of_base = 9.21034037f;
  return simd::exp(-log_of_base * static_cast<float>(part) / static_cast<float>(whole));
}

// The slopes of `heads` heads, a power of two: 2^(−8/heads) and its powers.
std::vector<float> slopes_of_power(int heads) {
  float ratio = 1.0f / 256;
  for (int n = heads; n > 1; n /= 2) ratio = std::sqrt(ratio);
  std::vector<float> slopes(1, ratio);
  while (slopes.size() < static_cast<std::size_t>(heads)) slopes.push_back(slopes.back() * ratio);
  return slopes;
}

std::vector<float> slopes_of(int heads) {
  int below = 1;
  while (2 * below <= heads) below *= 2;
  std::vector<float> slopes = slopes_of_power(below);
  const std::vector<float> finer = slopes_of_power(2 * below);
  for (std::size_t i = 0; slopes.size() < static_cast<std::size_t>(heads); i += 2)
    slopes.push_back(finer[i]);
  return slopes;
}

}  // namespace

LearnedPositions::LearnedPositions(Parameters& parameters, const std::string& name, int length,
                                   int width)
    : weight_(parameters.add(name + ".weight", {length, width}, Start::normal(Embedding::small))) {}

Tensor LearnedPositions::operator()(Tape& tape, const Tensor& x) const {
  const int length = x.shape[1];
  return add(tape, x, length == weight_.shape[0] ? weight_ : slice(tape, weight_, 0, 0, length));
}

SinusoidalPositions::SinusoidalPositions(int length, int width) : table_({length, width}) {
  for (int t = 0; t < length; ++t)
    for (int c = 0; c < width; ++c) {
      const float angle = static_cast<float>(t) * frequency(c / 2 * 2, width);
      table_.tensor().row(t)[static_cast<std::size_t>(c)] =
          c % 2 == 0 ? simd::sin(angle) : simd::cos(angle);
    }
}

Tensor SinusoidalPositions::operator()(Tape& tape, const Tensor& x) const {
  return add(tape, x, table_.first(x.shape[1]));
}

Rotary::Rotary(int length, int head_width) : table_({length, head_width}) {
  if (head_width % 2 != 0)
    fail(
        "[settings] `position` rotary turns pairs of numbers, and a head has %; choose a `width` "
        "that is 2·`heads` times something",
        {head_width});
  const int pairs = head_width / 2;
  for (int t = 0; t < length; ++t)
    for (int i = 0; i < pairs; ++i) {
      const float angle = static_cast<float>(t) * frequency(2 * i, head_width);
      table_.tensor().row(t)[static_cast<std::size_t>(i)] = simd::cos(angle);
      table_.tensor().row(t)[static_cast<std::size_t>(pairs + i)] = simd::sin(angle);
    }
}

Tensor Rotary::operator()(Tape& tape, const Tensor& x, int heads) const {
  return rotary(tape, x, table_.first(x.shape[1]), heads);
}

Alibi::Alibi(int length, int heads) : table_({heads, 2 * length - 1}) {
  const std::vector<float> slopes = slopes_of(heads);
  for (int h = 0; h < heads; ++h)
    for (int d = 1 - length; d < length; ++d)
      table_.tensor().row(h)[static_cast<std::size_t>(d + length - 1)] =
          -slopes[static_cast<std::size_t>(h)] * static_cast<float>(d < 0 ? -d : d);
}

Tensor Alibi::operator()(Tape& tape, int length) const {
  const int heads = table_.tensor().shape[0], longest = (table_.tensor().shape[1] + 1) / 2;
  const Tensor bias = tape.constant("alibi", {heads, length, length});
  for (int h = 0; h < heads; ++h)
    for (int i = 0; i < length; ++i)
      std::copy_n(table_.tensor().row(h).data() + longest - 1 - i, length,
                  bias.row(h * length + i).data());
  return bias;
}

}  // namespace softlook
