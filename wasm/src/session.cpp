#include "session.hpp"

#include <algorithm>
#include <cmath>

#include "simd/map.hpp"

namespace softlook {
namespace {

// Independent streams of one seed.
constexpr std::uint64_t start_stream = 1;
constexpr std::uint64_t training_stream = 2;
constexpr std::uint64_t held_out_stream = std::uint64_t{1} << 32;  // + the sample's number

constexpr std::size_t pass_bytes = std::size_t{4} << 20;

// A loss or gradient beyond this will not come back, and one step with it leaves the range of floats.
constexpr float largest = 1e18f;

std::vector<Setting> declared(const Config& config) {
  std::vector<Setting> all;
  const auto add = [&](std::span<const Setting> some) {
    all.insert(all.end(), some.begin(), some.end());
  };
  add(find_task(config.task).settings);
  add(find_model(config.model).settings);
  add(find_attention(config.attention).settings);
  add(find_optimizer(config.optimizer).settings);
  return all;
}

std::size_t position_of_largest(std::span<const float> x) {
  return static_cast<std::size_t>(std::max_element(x.begin(), x.end()) - x.begin());
}

}  // namespace

Session::Session(const Config& config)
    : seed_(config.seed),
      settings_(declared(config), config.settings),
      task_(find_task(config.task).make(settings_)),
      model_(find_model(config.model)
                 .make({settings_, *task_, find_attention(config.attention), parameters_})),
      optimizer_(find_optimizer(config.optimizer).make()),
      training_data_(Rng::stream(config.seed, training_stream)),
      arena_("pass", pass_bytes) {
  Rng start = Rng::stream(config.seed, start_stream);
  parameters_.allocate(start);
}

std::size_t Session::train(std::span<float> losses) {
  observed_.clear();
  std::size_t steps = 0;
  while (steps < losses.size() && diverged_.empty() && train_step(losses[steps])) ++steps;
  if (steps == 0 && !diverged_.empty()) throw Error(diverged_);
  return steps;
}

bool Session::train_step(float& loss) {
  arena_.reset();
  Tape tape(arena_, Tape::Mode::train);
  const Sample sample = task_->sample(training_data_, tape);
  const Pass pass = model_->forward(tape, *task_, sample);
  loss = pass.loss.values[0];

  std::ranges::fill(parameters_.gradients(), 0.0f);
  tape.backward(pass.loss);
  if (!can_go_on(loss)) return false;
  optimizer_->step(settings_, parameters_.values(), parameters_.gradients());
  ++step_;
  return true;
}

// Whether the step may be taken; if not, diverged_ says why.
bool Session::can_go_on(float loss) {
  std::string what = "the loss";
  std::span<const float> numbers(&loss, 1);
  if (simd::all_below(numbers, largest)) {
    const auto& all = parameters_.list();
    const auto bad = std::ranges::find_if(all, [](const Parameters::Parameter& parameter) {
      return !simd::all_below(parameter.tensor.all_gradient(), largest);
    });
    if (bad == all.end()) return true;
    what = "the gradient of `" + bad->name + "`";
    numbers = bad->tensor.all_gradient();
  }

  const auto worst =
      std::ranges::find_if(numbers, [](float number) { return !(std::fabs(number) < largest); });
  diverged_ = "[training] the run diverged after step " + std::to_string(step_) + ": " + what +
              " was " + text(static_cast<double>(*worst)) +
              " in the next one, which was not taken; start again with a smaller `learning-rate`";
  return false;
}

Sample Session::held_out(std::uint32_t index, Tape& tape) const {
  Rng rng = Rng::stream(seed_, held_out_stream + index);
  return task_->sample(rng, tape);
}

float Session::observe(std::uint32_t example) {
  observed_.clear();
  arena_.reset();
  Tape tape(arena_, Tape::Mode::observe);
  const Sample sample = held_out(example, tape);
  const Pass pass = model_->forward(tape, *task_, sample);
  observed_ = tape.exposed();
  return pass.loss.values[0];
}

Score Session::evaluate(int samples) {
  if (samples < 2 || samples > 100'000)
    throw Error("[evaluate] the number of samples must be between 2 and 100000, got " +
                std::to_string(samples));
  observed_.clear();

  const auto width = static_cast<std::size_t>(task_->width());
  std::vector<double> sum(width), square(width);
  double error = 0;
  int aligned = 0;
  for (int i = 0; i < samples; ++i) {
    arena_.reset();
    Tape tape(arena_, Tape::Mode::forward);
    const Sample sample = held_out(static_cast<std::uint32_t>(i), tape);
    const Pass pass = model_->forward(tape, *task_, sample);
    error += static_cast<double>(pass.loss.values[0]);

    const auto last = [](const Tensor& x) { return x.row(x.shape.rows() - 1); };
    const std::size_t looked_at = position_of_largest(last(pass.weights));
    aligned += last(sample.alignment)[looked_at] > 0;
    for (std::size_t c = 0; c < width; ++c) {
      const double y = static_cast<double>(last(sample.target)[c]);
      sum[c] += y;
      square[c] += y * y;
    }
  }

  double baseline = 0;
  for (std::size_t c = 0; c < width; ++c) baseline += square[c] - sum[c] * sum[c] / samples;
  const double count = static_cast<double>(samples);
  return {error / count, baseline / (count * static_cast<double>(width)), aligned / count};
}

std::vector<std::string> Session::tensor_names() const {
  std::vector<std::string> names;
  for (const Exposed& exposed : observed_) names.push_back(exposed.name);
  for (const auto& parameter : parameters_.list()) {
    names.push_back(parameter.name);
    names.push_back(parameter.name + ".gradient");
  }
  return names;
}

Exposed Session::tensor(std::string_view name) const {
  for (const Exposed& exposed : observed_)
    if (exposed.name == name) return exposed;
  for (const auto& [parameter, tensor, deviation] : parameters_.list()) {
    if (parameter == name) return {parameter, tensor, {}, {}};
    if (parameter + ".gradient" == name)
      return {std::string(name), {tensor.shape, tensor.gradient, nullptr}, {}, {}};
  }

  std::string known;
  for (const std::string& other : tensor_names())
    known += (known.empty() ? "`" : ", `") + other + "`";
  throw Error("[tensor] there is no tensor called `" + std::string(name) + "` now; there is " +
              known + (observed_.empty() ? "; more can be read after observe()" : ""));
}

}  // namespace softlook
