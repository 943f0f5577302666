#pragma once

#include <array>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "arena.hpp"
#include "tensor.hpp"

namespace softlook {

// One step of a forward pass, remembered for the way back.
struct Node {
  using Vjp = void (*)(const Node&);
  static constexpr std::size_t max_inputs = 3;

  Vjp vjp;
  Tensor output;
  std::array<Tensor, max_inputs> inputs;
  const void* saved;
  Node* previous;
};

// A tensor that can be read by name after the pass, and what its rows and columns are called.
struct Exposed {
  std::string name;
  Tensor tensor;
  std::span<const std::string> rows;
  std::span<const std::string> columns;
};

// The record of one forward pass. Nodes and tensors live in the arena, so that a pass allocates
// nothing from the system and there is nothing to free.
class Tape {
 public:
  enum class Mode {
    train,    // remember the way back
    forward,  // values only
    observe,  // values only, and keep the exposed tensors by name
  };

  Tape(Arena& arena, Mode mode) : arena_(arena), mode_(mode) {}
  Tape(const Tape&) = delete;
  Tape& operator=(const Tape&) = delete;

  Arena& arena() { return arena_; }
  Mode mode() const { return mode_; }

  // A tensor without a gradient, its values uninitialised: data.
  Tensor constant(std::string_view what, const Shape& shape);

  // The output of an op: values uninitialised, the op's forward fills them. While training, the op
  // is recorded, with a zeroed gradient, if any input has one. `saved` must live in the arena.
  Tensor output(std::string_view op, const Shape& shape, std::initializer_list<Tensor> inputs,
                Node::Vjp vjp, const void* saved = nullptr);

  // From the scalar `loss` back to every parameter, each node's vjp once, newest first.
  void backward(const Tensor& loss);

  // Makes `tensor` readable by name while observing; free of cost otherwise.
  void expose(std::string_view name, const Tensor& tensor, std::span<const std::string> rows = {},
              std::span<const std::string> columns = {});
  const std::vector<Exposed>& exposed() const { return exposed_; }

 private:
  Arena& arena_;
  Mode mode_;
  Node* newest_ = nullptr;
  std::vector<Exposed> exposed_;
};

}  // namespace softlook
