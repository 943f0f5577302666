// Single ops beside PyTorch's.

#include "golden.hpp"
#include "ops/ops.hpp"

using namespace softlook;

namespace {

using Unary = Tensor (*)(Tape&, const Tensor&);

GoldenCase unary(const char* file, Unary op) {
  return rehearse(file, [op](Rehearsal& on) { on.output("y", op(on.tape, on.input("x"))); });
}

Window window(const Golden& golden) {
  return {.stride = golden.integer("stride"), .padding = golden.integer("padding")};
}

void convolve(Rehearsal& on) {
  on.output("y", convolution(on.tape, on.input("x"), on.input("kernel"), on.input("bias"),
                             window(on.golden)));
}

GoldenCase pool(const char* file, Tensor (*op)(Tape&, const Tensor&, int, Window)) {
  return rehearse(file, [op](Rehearsal& on) {
    on.output("y", op(on.tape, on.input("x"), on.golden.integer("size"), window(on.golden)));
  });
}

void normalise(Rehearsal& on) {
  on.output("y", layer_norm(on.tape, on.input("x"), on.input("weight"), on.input("bias")));
}

GoldenCase loss(const char* file, Tensor (*op)(Tape&, const Tensor&, const Tensor&)) {
  return rehearse(file, [op](Rehearsal& on) {
    on.output("y", op(on.tape, on.input("x"), on.constant("target")));
  });
}

void classify(Rehearsal& on) {
  on.output("y", cross_entropy(on.tape, on.input("x"), on.constant("target"),
                               on.golden.number("smoothing")));
}

}  // namespace

std::vector<GoldenCase> golden_ops() {
  return {
      unary("op-sigmoid", sigmoid),
      unary("op-tanh", softlook::tanh),
      unary("op-relu", relu),
      unary("op-gelu", gelu),
      unary("op-gelu-tanh", gelu_tanh),
      unary("op-silu", silu),
      unary("op-softmax", softmax),
      unary("op-log-softmax", log_softmax),
      rehearse("op-layer-norm", normalise),
      rehearse("op-convolution", convolve),
      rehearse("op-convolution-strided", convolve),
      pool("op-max-pool", max_pool),
      pool("op-max-pool-padded", max_pool),
      pool("op-average-pool", average_pool),
      pool("op-average-pool-padded", average_pool),
      rehearse("op-cross-entropy", classify),
      rehearse("op-cross-entropy-smoothed", classify),
      loss("op-mean-squared-error", mean_squared_error),
      loss("op-binary-cross-entropy", binary_cross_entropy),
  };
}
