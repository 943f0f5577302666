// How a session is looked at: passes that change nothing, and the tensors of the last one.

#include <algorithm>
#include <cmath>

#include "io/utf8.hpp"
#include "session.hpp"
#include "streams.hpp"

namespace softlook {
namespace {

// Of how many held-out samples a mean pin is the mean.
constexpr std::uint32_t mean_samples = 32;

std::string list(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) add_name(all, name);
  return all;
}

}  // namespace

float Session::observe(std::uint32_t example, const Look& look) {
  return this->look(look, example, nullptr).loss.values[0];
}

float Session::observe(const Given& given, const Look& look) {
  make_room_for(given, Tape::Mode::explain);
  return this->look(look, 0, &given).loss.values[0];
}

float Session::loss(const Given& given) {
  make_room_for(given, Tape::Mode::forward);
  begin_pass();
  Tape tape(*arena_, Tape::Mode::forward);
  return pass(tape, 0, &given).loss.values[0];
}

// A pass over a held-out sample, or over what was given.
Pass Session::pass(Tape& tape, std::uint32_t example, const Given* given) {
  Rng rng = stream(config_.seed, Stream::held_out, example);
  last_ = given ? on_tape(tape, *given) : task_->held_out(rng, tape);
  const Pass pass = model_->forward(tape, last_);
  names_ = tape.newest_name();
  answers_ = pass.prediction.values;
  return pass;
}

Pass Session::look(const Look& look, std::uint32_t example, const Given* given) {
  if (!given) need_samples();
  std::vector<Pin> pins = look.pins;
  for (Pin& pin : pins) {
    if (std::ranges::any_of(pin.values, [](float x) { return std::isnan(x); }))
      fail("[pin] `%` is to be replaced by numbers, and one of them is not a number", {pin.name});
    if (pin.to == Pin::To::mean) measure_mean(pin);
  }
  if (!pins.empty()) make_room(plan(Tape::Mode::explain, 1, given, pins));
  begin_pass();
  Tape tape(*arena_, look.gradients ? Tape::Mode::explain : Tape::Mode::observe);
  tape.hold(pins);
  const Pass pass = this->pass(tape, example, given);
  std::vector<std::string> names_of_pass;
  for (const Named* named = names_; named && !pins.empty(); named = named->previous)
    names_of_pass.insert(names_of_pass.begin(), named->full_name());
  for (const Pin& pin : pins)
    if (!pin.used)
      fail("[pin] this pass has no tensor called %; there is %",
           {quoted(pin.name), list(names_of_pass)});
  clear_gradients();
  if (look.gradients) tape.backward(pass.loss);
  return pass;
}

// What a tensor is on average over held-out samples, for a pin that puts it in its place.
void Session::measure_mean(Pin& pin) {
  if (!task_->has_samples())
    fail(
        "[pin] `%` has no mean, since the task `%` has no samples of its own; pin it to numbers, "
        "or to "
        "`uniform` or `zero`",
        {pin.name, config_.task});
  std::vector<double> sum;
  for (std::uint32_t i = 0; i < mean_samples; ++i) {
    look({}, i, nullptr);
    const Tensor x = tensor(pin.name).tensor;
    std::size_t first = 0, count = x.count();
    if (pin.head != Pin::every_head) {
      pin.check_head(x.shape);
      count /= static_cast<std::size_t>(x.shape[1]);
      first = count * static_cast<std::size_t>(pin.head);
    }
    if (i == 0) sum.assign(count, 0.0);
    if (sum.size() != count)
      fail("[pin] `%` has no mean: its size differs between samples", {pin.name});
    for (std::size_t k = 0; k < count; ++k) sum[k] += static_cast<double>(x.values[first + k]);
  }
  pin.to = Pin::To::given;
  pin.values.clear();
  for (double total : sum) pin.values.push_back(static_cast<float>(total / mean_samples));
}

Score Session::evaluate(int samples) {
  if (samples < 2 || samples > 100'000)
    fail("[evaluate] the number of samples must be between 2 and 100000, got %", {samples});
  need_samples();
  Scorer scorer(task_->form().target);
  for (int i = 0; i < samples; ++i) {
    begin_pass();
    Tape tape(*arena_, Tape::Mode::observe);
    scorer.add(pass(tape, static_cast<std::uint32_t>(i), nullptr));
  }
  forget_pass();
  return scorer.score(task_->entropy());
}

std::vector<std::string> Session::tensor_names() const {
  std::vector<std::string> names;
  for (const Named* named = names_; named; named = named->previous) {
    if (named->tensor.gradient) names.push_back(filled("%.gradient", {named->full_name()}));
    names.push_back(named->full_name());
  }
  std::ranges::reverse(names);
  for (const auto& parameter : parameters_.list()) {
    names.push_back(parameter.name);
    names.push_back(filled("%.gradient", {parameter.name}));
  }
  return names;
}

// What the last pass called the positions along an axis: those of its first sample.
std::vector<std::string> Session::labels(Axis axis, int count) const {
  if (axis == Axis::none) return {};
  const bool input = axis == Axis::input;
  const Tensor& shown = input ? last_.input : last_.target;
  std::vector<std::string> labels = task_->positions(axis);
  if ((input ? task_->form().input : task_->form().target).tokens()) {
    labels.clear();
    for (int t = 0; t < shown.shape.columns(); ++t) {
      const int token = static_cast<int>(shown.row(0)[static_cast<std::size_t>(t)]);
      labels.push_back(token < 0 ? "" : task_->label(axis, token));
    }
  }
  if (labels.size() > static_cast<std::size_t>(count))
    labels.resize(static_cast<std::size_t>(count));
  return labels.size() == static_cast<std::size_t>(count) ? labels : std::vector<std::string>{};
}

// Every token that can be answered: what the columns of a prediction stand for.
std::vector<std::string> Session::answers() const {
  std::vector<std::string> answers;
  for (int token = 0; token < task_->form().target.vocabulary; ++token)
    answers.push_back(task_->label(Axis::target, token));
  return answers;
}

Exposed Session::tensor(std::string_view name) const {
  const auto gradient = [](const Tensor& x) { return Tensor{x.shape, x.gradient, nullptr}; };
  constexpr std::string_view suffix = ".gradient";
  const bool slope = name.ends_with(suffix);
  const std::string_view of = slope ? name.substr(0, name.size() - suffix.size()) : name;

  for (const Named* named = names_; named; named = named->previous) {
    if (named->full_name() != of || (slope && !named->tensor.gradient)) continue;
    const Tensor& x = named->tensor;
    const int rank = x.shape.rank();
    return {std::string(name), slope ? gradient(x) : x,
            rank > 1 ? labels(named->rows, x.shape[rank - 2]) : std::vector<std::string>{},
            x.values == answers_ && x.shape.columns() == task_->form().target.vocabulary
                ? answers()
                : labels(named->columns, x.shape.columns())};
  }
  for (const auto& [parameter, x, start] : parameters_.list())
    if (parameter == of) return {std::string(name), slope ? gradient(x) : x, {}, {}};
  fail("[tensor] there is no tensor called % now%; there is %",
       {quoted(name), names_ ? "" : ", more can be read after observe()", list(tensor_names())});
}

}  // namespace softlook
