#include "tape.hpp"

#include <algorithm>
#include <new>

namespace softlook {

Tensor Tape::constant(std::string_view what, const Shape& shape) {
  return {shape, arena_.take<float>(shape.count(), what).data(), nullptr};
}

Tensor Tape::output(std::string_view op, const Shape& shape, std::initializer_list<Tensor> inputs,
                    Node::Vjp vjp, const void* saved) {
  if (inputs.size() > Node::max_inputs)
    throw Error("[tape] `" + std::string(op) + "` has more inputs than a node holds");
  Tensor output = constant(op, shape);
  const bool differentiable =
      mode_ == Mode::train &&
      std::any_of(inputs.begin(), inputs.end(), [](const Tensor& x) { return x.gradient; });
  if (!differentiable) return output;

  const auto gradient = arena_.take<float>(shape.count(), op);
  std::fill(gradient.begin(), gradient.end(), 0.0f);
  output.gradient = gradient.data();

  Node* node = arena_.take<Node>(1, op).data();
  newest_ = new (node) Node{vjp, output, {}, saved, newest_};
  std::copy(inputs.begin(), inputs.end(), node->inputs.begin());
  return output;
}

void Tape::backward(const Tensor& loss) {
  if (loss.count() != 1 || !loss.gradient)
    throw Error("[tape] backward starts from one number that depends on a parameter, not from " +
                loss.shape.text());
  loss.gradient[0] = 1.0f;
  for (const Node* node = newest_; node; node = node->previous) node->vjp(*node);
}

void Tape::expose(std::string_view name, const Tensor& tensor, std::span<const std::string> rows,
                  std::span<const std::string> columns) {
  if (mode_ == Mode::observe) exposed_.push_back({std::string(name), tensor, rows, columns});
}

}  // namespace softlook
