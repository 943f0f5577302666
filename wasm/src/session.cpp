#include "session.hpp"

#include <algorithm>
#include <cmath>

#include "divergence.hpp"
#include "schedule.hpp"
#include "streams.hpp"

namespace softlook {
namespace {

std::vector<Setting> declared(const Config& config) {
  const TaskKind& task = find_task(config.task);
  const ModelKind& model = find_model(config.model);
  for (const Setting& of_task : task.settings)
    for (const Setting& of_model : model.settings)
      if (of_task.name == of_model.name)
        fail(
            "[model] `%` does not fit the task `%`, each has a `%` of its own; choose another "
            "model",
            {model.name, task.name, of_task.name});
  std::vector<Setting> all;
  for (const std::span<const Setting> some :
       {task.settings, model.settings, find_attention(config.attention).settings,
        find_optimizer(config.optimizer).settings, schedule_settings()})
    all.insert(all.end(), some.begin(), some.end());
  return all;
}

std::unique_ptr<Task> task_of(const Config& config, const Settings& settings) {
  const TaskKind& kind = find_task(config.task);
  if (!config.data.empty() && kind.data.empty())
    fail("[data] the task `%` takes no data; leave `data` out", {kind.name});
  return kind.make({settings, config.data});
}

std::uint64_t megabytes(std::uint64_t bytes) { return (bytes + 999'999) / 1'000'000; }

[[noreturn]] void refuse(std::uint64_t bytes, std::string_view why) {
  fail(
      "[memory] this needs % MB, and %; choose fewer samples, shorter sequences or a smaller model",
      {megabytes(bytes), why});
}

}  // namespace

Session::Session(const Config& config)
    : config_(config),
      settings_(declared(config), config.settings),
      task_(task_of(config_, settings_)),
      model_(find_model(config.model)
                 .make({settings_, task_->form(), find_attention(config.attention), parameters_})),
      optimizer_(find_optimizer(config.optimizer)) {
  const std::uint64_t training = plan(Tape::Mode::train, settings_.integer("batch"), nullptr);
  check_room(training);
  // What comes from outside makes its own room.
  const bool own = task_->has_samples();
  make_room(own ? std::max(training, plan(Tape::Mode::explain, 1, nullptr)) : 0);
  parameters_.allocate();
  Rng rng = stream(config.seed, Stream::start, 0);
  parameters_.start(rng);
  state_.assign(parameters_.count() * optimizer_.slots.size(), 0.0f);
}

// The bytes that a pass takes, found by going through it without computing anything.
std::uint64_t Session::plan(Tape::Mode mode, int samples, const Given* given,
                            std::vector<Pin> pins) const {
  Arena measuring = Arena::measuring();
  Tape tape(measuring, mode);
  tape.hold(pins);
  Rng rng(0, 0);
  model_->forward(tape, given ? on_tape(tape, *given) : task_->sample(rng, tape, samples));
  return measuring.peak();
}

std::uint64_t Session::memory() const {
  const std::uint64_t copies = 2 + optimizer_.slots.size();
  return parameters_.count() * sizeof(float) * copies + (arena_ ? arena_->capacity() : 0);
}

// Refuses a pass that a session has no room for.
void Session::check_room(std::uint64_t pass_bytes) const {
  const std::uint64_t all = memory() - (arena_ ? arena_->capacity() : 0) + pass_bytes;
  if (all > memory_limit) refuse(all, filled("a session may take %", {megabytes(memory_limit)}));
}

void Session::make_room(std::uint64_t pass_bytes) {
  if (arena_ && arena_->capacity() >= pass_bytes) return;
  check_room(pass_bytes);
  names_ = nullptr;
  last_ = {};
  try {
    arena_ = std::make_unique<Arena>("pass", static_cast<std::size_t>(pass_bytes));
  } catch (const std::bad_alloc&) {
    refuse(pass_bytes, "there is not so much left");
  }
}

// Planned anew only if the shapes are not those of the last time.
void Session::make_room_for(const Given& given, Tape::Mode mode) {
  check(task_->form(), given);
  const Planned planned{mode, given.input.shape, given.target.shape};
  if (planned == planned_) return;
  make_room(plan(mode, 0, &given));
  planned_ = planned;
}

std::size_t Session::train(std::span<float> losses) {
  std::size_t steps = 0;
  std::string diverged;
  while (steps < losses.size() && (diverged = train_step(losses[steps], nullptr)).empty()) ++steps;
  if (steps == 0 && !diverged.empty()) fail("%", {diverged});
  return steps;
}

float Session::train(const Given& given) {
  check_answers(task_->form(), given);
  make_room_for(given, Tape::Mode::train);
  float loss = 0;
  const std::string diverged = train_step(loss, &given);
  if (!diverged.empty()) fail("%", {diverged});
  return loss;
}

// Why the step could not be taken; nothing if it was.
std::string Session::train_step(float& loss, const Given* given) {
  const auto number = static_cast<std::uint64_t>(step_);
  if (!given) need_samples();
  begin_pass();
  Tape tape(*arena_, Tape::Mode::train, stream(config_.seed, Stream::noise, number));
  Rng rng = stream(config_.seed, Stream::training, number);
  last_ = given ? on_tape(tape, *given) : task_->sample(rng, tape, settings_.integer("batch"));
  const Pass pass = model_->forward(tape, last_);
  names_ = tape.newest_name();
  answers_ = pass.prediction.values;
  loss = pass.loss.values[0];

  clear_gradients();
  tape.backward(pass.loss);
  const bool learned = step_ > 0 && settings_.number("learning-rate") > 0;
  std::string diverged = why_not_go_on(pass.loss, names_, parameters_, step_, learned);
  if (!diverged.empty()) return diverged;
  clipped_from_ = clip_gradients(settings_, parameters_.gradients());
  ++step_;
  optimizer_.step({settings_, step_, rate_of_step(settings_, step_), parameters_.values(),
                   parameters_.gradients(), state_});
  return {};
}

float Session::gradient_norm() const {
  return clipped_from_ > 0 ? clipped_from_ : norm(parameters_.gradients());
}

void Session::set_parameter(std::string_view name, std::span<const float> values) {
  parameters_.set(name, values);
}

Snapshot Session::snapshot() const {
  const auto values = parameters_.values();
  return {step_, settings_.all(), {values.begin(), values.end()}, state_};
}

void Session::restore(const Snapshot& snapshot) {
  if (snapshot.values.size() != parameters_.count() || snapshot.state.size() != state_.size() ||
      snapshot.step < 0)
    fail("[snapshot] it is of a session with another config; make one with the same");
  settings_.go_back(snapshot.settings);
  std::ranges::copy(snapshot.values, parameters_.values().begin());
  std::ranges::copy(snapshot.state, state_.begin());
  step_ = snapshot.step;
  forget_pass();
}

std::unique_ptr<Session> Session::clone() const {
  auto other = std::make_unique<Session>(config_);
  other->restore(snapshot());
  return other;
}

void Session::need_samples() const {
  if (!task_->has_samples())
    fail(
        "[task] `given` has no samples of its own; hand in batches to be trained and observed, or "
        "choose another task");
}

// A pass that fails half-way must leave no names behind of what it has written over.
void Session::begin_pass() {
  names_ = nullptr;
  last_ = {};
  arena_->reset();
}

void Session::clear_gradients() {
  parameters_.clear_gradients();
  clipped_from_ = 0;
}

// Nothing of the last pass can be read any more.
void Session::forget_pass() {
  names_ = nullptr;
  last_ = {};
  clear_gradients();
}

}  // namespace softlook
