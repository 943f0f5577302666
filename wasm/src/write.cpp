// How a session writes: one token after another, each chosen from what the model says of it.

#include <algorithm>
#include <functional>

#include "session.hpp"
#include "simd/math.hpp"
#include "streams.hpp"

namespace softlook {
namespace {

// What stands at the places where the next token is looked for: of a sequence of its own what is
// written of it, else what is read.
int position_of_next(const Form& form, const Given& so_far) {
  const auto& [input, target] = so_far;
  if (input.shape[0] != 1)
    fail("[next] one sample can be written at a time, got %", {input.shape[0]});
  const auto& line = form.separate ? target.values : input.values;
  const auto gap = std::ranges::find(line, -1.0f);
  if (std::any_of(gap, line.end(), [](float token) { return token >= 0; }))
    fail("[next] after the first -1 there must be nothing but -1: it is the place to go on from");
  const int written = static_cast<int>(gap - line.begin());
  if (form.separate && gap == line.end())
    fail("[next] the target is full; leave -1 where it is to go on");
  if (!form.separate && written == 0) fail("[next] give at least one token to go on from");
  return form.separate ? written : written - 1;
}

std::vector<float> probabilities(std::span<const float> scores, float temperature) {
  std::vector<float> p(scores.size());
  const float largest = *std::ranges::max_element(scores);
  float sum = 0;
  for (std::size_t i = 0; i < p.size(); ++i)
    sum += p[i] = simd::exp_nonpositive(std::max((scores[i] - largest) / temperature, -87.0f));
  for (float& x : p) x /= sum;
  return p;
}

// The score that a token needs to be among the `top` likeliest; those that are as likely as the last
// of them are too.
float least_of(std::span<const float> scores, int top) {
  const auto count = static_cast<std::size_t>(top);
  if (count == 0 || count >= scores.size()) return *std::ranges::min_element(scores);
  std::vector<float> sorted(scores.begin(), scores.end());
  const auto last = sorted.begin() + static_cast<std::ptrdiff_t>(count) - 1;
  std::nth_element(sorted.begin(), last, sorted.end(), std::greater<>());
  return *last;
}

std::size_t chosen(std::span<const float> scores, const Choice& choice, Rng rng) {
  const auto likeliest = std::ranges::max_element(scores) - scores.begin();
  if (choice.temperature == 0) return static_cast<std::size_t>(likeliest);
  std::vector<float> p = probabilities(scores, choice.temperature);
  const float least = least_of(scores, choice.top);
  float all = 0;
  for (std::size_t token = 0; token < p.size(); ++token) {
    if (scores[token] < least) p[token] = 0;
    all += p[token];
  }
  float left = rng.uniform() * all;
  for (std::size_t token = 0; token < p.size(); ++token)
    if ((left -= p[token]) < 0) return token;
  return static_cast<std::size_t>(likeliest);  // what rounding left over
}

}  // namespace

Next Session::next(const Given& so_far, const Choice& choice) {
  const Form& form = task_->form();
  const bool goes_on = form.separate || (form.causal && form.input.tokens());
  if (!form.target.tokens() || !goes_on)
    fail(
        "[next] only a task whose answers are a sequence of tokens can be written on: one that is "
        "causal, or has a target of its own");
  if (!(choice.temperature >= 0 && choice.temperature <= 100))
    fail("[next] the temperature must be between 0 and 100, got %", {choice.temperature});
  if (choice.top < 0) fail("[next] `top` must be at least 0, got %", {choice.top});
  make_room_for(so_far, Tape::Mode::explain);
  const int position = position_of_next(form, so_far);
  const auto scores = look({}, 0, &so_far).prediction.row(position);
  const std::size_t token =
      chosen(scores, choice, stream(config_.seed, Stream::writing, choice.draw));
  const std::string label = task_->label(Axis::target, static_cast<int>(token));
  return {position, static_cast<int>(token), probabilities(scores, 1)[token], label,
          label == end_label};
}

}  // namespace softlook
