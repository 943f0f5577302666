#pragma once

#include <array>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "arena.hpp"
#include "pin.hpp"
#include "rng.hpp"
#include "tensor.hpp"

namespace softlook {

// One op of a forward pass: how it was computed, and how to go back.
struct Node {
  using Step = void (*)(const Node&);
  static constexpr std::size_t max_inputs = 4;

  Step forward;
  Step vjp;
  Tensor output;
  std::array<Tensor, max_inputs> inputs;
  const void* saved;
  Node* previous;

  template <class T>
  const T& as() const {
    return *static_cast<const T*>(saved);
  }
};

// What a dimension of a named tensor runs along, so that its rows and columns can be labelled.
enum class Axis { none, input, target };

// A tensor of a pass, by name. The names of the layers around it make up the front of its name.
struct Scope {
  std::string_view name;
  const Scope* outer;
  int row = 0, rows = 0;  // of a whole, if there are any (see Tape::Row)
};
struct Named {
  std::string_view name;
  const Scope* scope;
  Tensor tensor;
  Axis rows, columns;
  const Named* previous;

  std::string full_name() const;
  // The row that it is of a whole, and what that is called; nothing if there is no whole.
  const Scope* row() const;
  std::string name_of_whole() const;
};

// The record of one forward pass. Nodes, names and tensors live in the arena, so that a pass
// allocates nothing from the system and there is nothing to free.
class Tape {
 public:
  enum class Mode {
    train,    // remember the way back
    forward,  // values only
    observe,  // values only; nothing is fused, so that every named tensor is there to be read
    explain,  // remember the way back, and nothing is fused
  };

  Tape(Arena& arena, Mode mode, Rng noise = Rng(0, 0))
      : arena_(arena), mode_(mode), noise_(noise) {}
  Tape(const Tape&) = delete;
  Tape& operator=(const Tape&) = delete;

  Arena& arena() { return arena_; }
  Mode mode() const { return mode_; }
  bool differentiates() const { return mode_ == Mode::train || mode_ == Mode::explain; }
  bool shows_everything() const { return mode_ == Mode::observe || mode_ == Mode::explain; }
  // What dropout and sampling draw from.
  Rng& noise() { return noise_; }

  // A tensor without a gradient, its values uninitialised, to be written at once: data.
  Tensor constant(std::string_view what, const Shape& shape);

  // Puts what an op's forward and vjp must know into the arena.
  template <class T>
  T* save(const char* op, const T& value) {
    T* saved = arena_.take<T>(1, op).data();
    *saved = value;
    return saved;
  }

  // What an op is given, without a copy of it.
  struct Input {
    const Tensor& tensor;
    Input(const Tensor& given) : tensor(given) {}
  };
  // Runs an op and gives its output. If it can be differentiated and any input has a gradient, the
  // output has one too, zeroed, and the op is remembered. `saved` must live in the arena.
  Tensor record(const char* op, const Shape& shape, std::initializer_list<Input> inputs,
                Node::Step forward, Node::Step vjp, const void* saved = nullptr);

  // From the scalar `loss` back to every parameter, each node's vjp once, newest first.
  void backward(const Tensor& loss);
  // The loss, during backward().
  float loss() const { return loss_; }

  // Makes `tensor` readable under this name, and gives what is to be used in its place: itself, or
  // what a pin makes of it. Where `scores` are −∞, a uniform pin leaves nothing.
  Tensor name(std::string_view name, const Tensor& tensor, Axis rows = Axis::none,
              Axis columns = Axis::none, const Tensor* scores = nullptr);
  // The same for what is only to be seen: nothing can be put in its place.
  Tensor show(std::string_view name, const Tensor& tensor, Axis rows = Axis::none,
              Axis columns = Axis::none);
  // While it lives, names begin with `name` and a dot.
  class Within {
   public:
    Within(Tape& tape, std::string_view name) : Within(tape, {name, tape.scope_}) {}
    ~Within() { tape_.scope_ = outer_; }
    Within(const Within&) = delete;
    Within& operator=(const Within&) = delete;

   protected:
    Within(Tape& tape, const Scope& scope);

   private:
    Tape& tape_;
    const Scope* outer_;
  };
  // The same, and each named tensor [B,H,1,Tk] is one row of a whole [B,H,rows,Tk] whose name lacks
  // this part: a pin of the whole acts on the row.
  class Row : public Within {
   public:
    Row(Tape& tape, std::string_view name, int row, int rows)
        : Within(tape, {name, tape.scope_, row, rows}) {}
  };
  const Named* newest_name() const { return newest_name_; }

  // From now on each of these names gives what its pin makes of it (see pin.hpp).
  void hold(std::span<Pin> pins) { pins_ = pins; }

 private:
  Arena& arena_;
  Mode mode_;
  Rng noise_;
  Node* newest_ = nullptr;
  const Scope* scope_ = nullptr;
  Named* newest_name_ = nullptr;
  std::span<Pin> pins_;
  float loss_ = 0;
};

}  // namespace softlook
