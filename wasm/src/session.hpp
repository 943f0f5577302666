#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "arena.hpp"
#include "models/model.hpp"
#include "optimizer.hpp"
#include "parameters.hpp"
#include "tasks/task.hpp"

namespace softlook {

// All that decides a run: the same config gives the same bits on every machine.
struct Config {
  std::string task = "ring";
  std::string model = "next-vector";
  std::string attention = "dot";
  std::string optimizer = "sgd";
  std::uint64_t seed = 1;
  Settings::Chosen settings = {};  // those that differ from their defaults
};

// How well it does on samples that it never trained on.
struct Score {
  double error;     // mean squared error
  double baseline;  // that of always predicting the mean
  double aligned;   // share of predictions whose largest weight is on the right position
};

// One running experiment.
class Session {
 public:
  explicit Session(const Config&);

  // Trains one step for each element of `losses`, writes there the loss before each update, and
  // returns how many steps that were. When a step's loss or gradient is not a number, or too large
  // to go on with, the run ends: that step is not taken, fewer are returned, and a call that cannot
  // take even one throws an Error that names what was too large.
  [[nodiscard]] std::size_t train(std::span<float> losses);

  // A forward pass over held-out sample number `example`: always the same sample for a seed. Its
  // named tensors stay readable until the next call of train, observe or evaluate.
  float observe(std::uint32_t example);

  // The score over the first `samples` held-out samples.
  Score evaluate(int samples);

  // The tensors of the last observe, the parameters, and their gradients in the last step.
  std::vector<std::string> tensor_names() const;
  Exposed tensor(std::string_view name) const;

  // Changes a setting that is declared live.
  void set(std::string_view name, double value) { settings_.set_live(name, value); }

  std::int64_t step() const { return step_; }

 private:
  bool train_step(float& loss);
  bool can_go_on(float loss);
  Sample held_out(std::uint32_t index, Tape&) const;

  std::uint64_t seed_;
  Settings settings_;
  std::unique_ptr<Task> task_;
  Parameters parameters_;
  std::unique_ptr<Model> model_;
  std::unique_ptr<Optimizer> optimizer_;
  Rng training_data_;
  Arena arena_;  // of one pass: reset before each
  std::vector<Exposed> observed_;
  std::int64_t step_ = 0;
  std::string diverged_;  // why the run ended, if it did
};

}  // namespace softlook
