#include "tape.hpp"

#include <algorithm>
#include <limits>
#include <new>

#include "simd/fill.hpp"

namespace softlook {

Tensor Tape::constant(std::string_view what, const Shape& shape) {
  return {shape, arena_.take<float>(shape.count(), what).data(), nullptr};
}

Tensor Tape::record(const char* op, const Shape& shape, std::initializer_list<Input> inputs,
                    Node::Step forward, Node::Step vjp, const void* saved) {
  if (inputs.size() > Node::max_inputs) fail("[tape] `%` has more inputs than a node holds", {op});
  Node node{forward, vjp,   {shape, arena_.reserve<float>(shape.count(), op), nullptr},
            {},      saved, newest_};
  bool learns = false;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    node.inputs[i] = inputs.begin()[i].tensor;
    learns = learns || node.inputs[i].gradient;
  }
  const bool remembered = differentiates() && learns;
  if (remembered) {
    node.output.gradient = arena_.reserve<float>(shape.count(), op);
    newest_ = new (arena_.take<Node>(1, op).data()) Node(node);
  }
  if (!arena_.measures()) {
    if (remembered) simd::fill(node.output.all_gradient(), 0.0f);
    forward(node);
  }
  return node.output;
}

void Tape::backward(const Tensor& loss) {
  if (loss.count() != 1 || !loss.gradient)
    fail("[tape] backward starts from one number that depends on a parameter, not from %",
         {loss.shape});
  if (arena_.measures()) return;
  loss_ = loss.values[0];
  loss.gradient[0] = 1.0f;
  for (const Node* node = newest_; node; node = node->previous) node->vjp(*node);
}

Tape::Within::Within(Tape& tape, const Scope& scope) : tape_(tape), outer_(tape.scope_) {
  tape.scope_ = new (tape.arena_.take<Scope>(1, scope.name).data()) Scope(scope);
}

std::string Named::full_name() const {
  std::string full(name);
  for (const Scope* around = scope; around; around = around->outer)
    full = filled("%.%", {around->name, full});
  return full;
}

const Scope* Named::row() const {
  const Scope* around = scope;
  while (around && around->rows == 0) around = around->outer;
  return around;
}

std::string Named::name_of_whole() const {
  std::string whole(name);
  for (const Scope* around = scope; around; around = around->outer)
    if (around->rows == 0) whole = filled("%.%", {around->name, whole});
  return row() ? whole : "";
}

Tensor Tape::show(std::string_view name, const Tensor& tensor, Axis rows, Axis columns) {
  newest_name_ = new (arena_.take<Named>(1, name).data())
      Named{name, scope_, tensor, rows, columns, newest_name_};
  return tensor;
}

Tensor Tape::name(std::string_view name, const Tensor& tensor, Axis rows, Axis columns,
                  const Tensor* scores) {
  show(name, tensor, rows, columns);
  if (pins_.empty()) return tensor;
  const std::string full = newest_name_->full_name(), whole = newest_name_->name_of_whole();
  const Scope* row = newest_name_->row();
  Tensor used = tensor;
  for (Pin& pin : pins_) {
    if (pin.name == full) used = pin_tensor(*this, pin, used, scores);
    if (row && pin.name == whole) used = pin_row(*this, pin, used, scores, row->row, row->rows);
  }
  newest_name_->tensor = used;
  return used;
}

}  // namespace softlook
