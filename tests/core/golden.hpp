#pragma once

#include <functional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/safetensors.hpp"
#include "parameters.hpp"
#include "settings.hpp"
#include "tape.hpp"

// A file of ../golden: what PyTorch computed. make.py there says what is in it. Whatever is in it must
// be used: finish() fails where something was left.
class Golden {
 public:
  explicit Golden(const std::string& name);
  Golden(const Golden&) = delete;
  Golden& operator=(const Golden&) = delete;

  const std::string& name() const { return name_; }
  // What the file says of itself; numbers as numbers. But for the names of parts these are settings.
  softlook::Settings::Chosen facts() const;
  std::string fact(const std::string& name) const;
  int integer(const std::string& name) const;
  float number(const std::string& name) const;

  bool has(std::string_view tensor) const { return file_.find(tensor); }
  std::vector<std::string> names(std::string_view front) const;  // without the front
  std::vector<int> shape(std::string_view tensor) const;
  std::vector<float> numbers(std::string_view tensor);
  bool is_zero(std::string_view tensor) const;
  // Says that there is nothing to compare it with.
  void leave(const std::string& tensor) { unused_.erase(tensor); }

  double tolerance = 1e-5;
  // How far `ours` is from the tensor, over the largest number there: at most `tolerance`. What is
  // zero is measured by the largest gradient of the file: it is a sum of such that cancel out.
  void compare(const std::string& tensor, std::span<const float> ours);
  // The same, but each number is measured by itself.
  void compare_each(const std::string& tensor, std::span<const float> ours);
  // Gives every parameter its numbers, by name; the file must have them in their shapes.
  using Set = std::function<void(const std::string& name, std::span<const float>)>;
  void load(const softlook::Parameters&, const Set& set);
  void finish();

 private:
  double unit(const std::string& tensor) const;
  void compare(const std::string& tensor, std::span<const float> ours,
               const std::function<double(float)>& unit);

  std::string name_;
  std::vector<std::byte> bytes_;
  softlook::SafeTensors file_;
  std::set<std::string, std::less<>> unused_;
  double worst_ = 0;
  std::string worst_tensor_ = "nothing";
};

// An op or a layer on a tape: its inputs from a golden file, and the way back from its outputs.
class Rehearsal {
  softlook::Arena arena_;
  std::vector<std::pair<std::string, softlook::Tensor>> leaves_;
  softlook::Tensor loss_ = {};

 public:
  Rehearsal(Golden& file, softlook::Tape::Mode mode)
      : arena_("test", std::size_t{4} << 20), golden(file), tape(arena_, mode) {}

  softlook::Tensor input(const std::string& name);
  softlook::Tensor constant(const std::string& name);  // or nothing, if the file has none
  void load();                                         // the parameters, once all are declared
  // Looks at an output. Weights may be missing where the tape need not show everything.
  void output(const std::string& name, const softlook::Tensor& y);
  void weights(const std::string& name, const softlook::Tensor& y);
  // Compares the gradients of all inputs and parameters.
  void finish();

  Golden& golden;
  softlook::Parameters parameters;
  softlook::Tape tape;

 private:
  softlook::Tensor read(const std::string& tensor);
};

// One file, and what is done with it.
struct GoldenCase {
  std::string file;
  std::function<void(const std::string& file)> run;
};

// What is run on a tape in each of its modes.
GoldenCase rehearse(const std::string& file, const std::function<void(Rehearsal&)>&);
// What brings a tape of its own.
GoldenCase run_once(const std::string& file, const std::function<void(Golden&)>&);

std::vector<GoldenCase> golden_ops();
std::vector<GoldenCase> golden_calculator();
std::vector<GoldenCase> golden_layers();
std::vector<GoldenCase> golden_training();
