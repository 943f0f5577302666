#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "arena.hpp"
#include "given.hpp"
#include "models/model.hpp"
#include "optimizer.hpp"
#include "parameters.hpp"
#include "score.hpp"
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
  std::string data = {};           // somebody's own, for a task that takes some: a file's bytes
};

// A tensor that can be read by name, and what its rows and columns are called.
struct Exposed {
  std::string name;
  Tensor tensor;
  std::vector<std::string> rows;
  std::vector<std::string> columns;
};

// How to look at a sample.
struct Look {
  bool gradients = false;      // also go back, so that gradients can be read
  std::vector<Pin> pins = {};  // what is to be different from what it would be
};

// What changes while a run goes on: enough to go back to this moment.
struct Snapshot {
  std::int64_t step = 0;
  Settings::Chosen settings;
  std::vector<float> values;  // of all parameters
  std::vector<float> state;   // of the optimiser
};

// How the next token is chosen: at temperature 0 the likeliest, else drawn from probabilities that are
// flatter the hotter it is, among the `top` likeliest; 0 of them are all. `draw` numbers the draws:
// the same number draws the same.
struct Choice {
  float temperature = 0;
  int top = 0;
  std::uint32_t draw = 0;
};
struct Next {
  int position;  // in the target
  int token;
  float probability;  // that the model gives it, at temperature 1
  std::string label;
  bool last;  // nothing comes after it
};

// One running experiment.
class Session {
 public:
  // The most memory that a session may take.
  static constexpr std::uint64_t memory_limit = std::uint64_t{1} << 30;

  explicit Session(const Config&);

  // Trains one step for each element of `losses`, writes there the loss before each update, and
  // returns how many steps that were. When a step's loss or gradient is not a number, or too large
  // to go on with, the run ends: that step is not taken, fewer are returned, and a call that cannot
  // take even one throws an Error that names what was too large.
  [[nodiscard]] std::size_t train(std::span<float> losses);
  // One step on samples from outside; gives the loss before it.
  float train(const Given&);

  // A forward pass over held-out sample number `example`: always the same sample for a seed. Its
  // named tensors stay readable until the next pass. It changes nothing that training depends on.
  float observe(std::uint32_t example, const Look& = {});
  float observe(const Given&, const Look& = {});
  // The token that goes on what is written so far, one sample: the input of a language model without
  // padding, or a target of its own with −1 from where it is to go on. Its tensors can be read.
  Next next(const Given& so_far, const Choice& = {});
  // The loss of samples from outside, as fast and with as little memory as can be: what a fused op
  // has no need of, weights above all, cannot be read afterwards.
  float loss(const Given&);

  // A sample that somebody wrote, as the task reads it.
  Given read(std::string_view written) const { return task_->read(written); }

  // The score over the first `samples` held-out samples.
  Score evaluate(int samples);

  // The tensors of the last pass, the parameters, and the gradients of both, if it had any.
  std::vector<std::string> tensor_names() const;
  Exposed tensor(std::string_view name) const;

  const Parameters& parameters() const { return parameters_; }
  void set_parameter(std::string_view name, std::span<const float> values);

  // Changes a setting that is declared live.
  void set(std::string_view name, const Settings::Value& value) { settings_.set_live(name, value); }

  Snapshot snapshot() const;
  // Goes back, or forward, to a snapshot of a session with the same config.
  void restore(const Snapshot&);
  // Another session that is where this one is.
  std::unique_ptr<Session> clone() const;

  const Config& config() const { return config_; }  // as it was started
  const OptimizerKind& optimizer() const { return optimizer_; }
  std::int64_t step() const { return step_; }
  // Of all gradients of the last pass that went back, before they were clipped.
  float gradient_norm() const;
  std::uint64_t memory() const;  // in bytes
  const Arena& arena() const { return *arena_; }

 private:
  std::uint64_t plan(Tape::Mode, int samples, const Given*, std::vector<Pin> pins = {}) const;
  void check_room(std::uint64_t pass_bytes) const;
  void make_room(std::uint64_t pass_bytes);
  void make_room_for(const Given&, Tape::Mode);
  std::string train_step(float& loss, const Given*);
  Pass pass(Tape&, std::uint32_t example, const Given*);
  Pass look(const Look&, std::uint32_t example, const Given*);
  void measure_mean(Pin&);
  void need_samples() const;
  void begin_pass();
  void forget_pass();
  void clear_gradients();
  std::vector<std::string> labels(Axis, int count) const;
  std::vector<std::string> answers() const;

  Config config_;
  Settings settings_;
  std::unique_ptr<Task> task_;
  Parameters parameters_;
  std::unique_ptr<Model> model_;
  const OptimizerKind& optimizer_;
  std::vector<float> state_;
  std::unique_ptr<Arena> arena_;  // of one pass: reset before each
  struct Planned {
    Tape::Mode mode;
    std::vector<int> input, target;
    bool operator==(const Planned&) const = default;
  };
  Planned planned_ = {};            // the shapes from outside that there was room for last
  const Named* names_ = nullptr;    // of the last pass
  Batch last_ = {};                 // what it was about
  const float* answers_ = nullptr;  // its prediction
  float clipped_from_ = 0;          // the gradients' norm before it was clipped; 0 if it was not
  std::int64_t step_ = 0;
};

}  // namespace softlook
