#pragma once

#include "../tape.hpp"
#include "../tensor.hpp"

// Every differentiable step, with its formula. One op is one file: shape check, forward, and its vjp
// (vector–Jacobian product: from the gradient of the output to those of the inputs) directly beneath.
//
// The contract of a vjp:
//   - it ADDS to the gradients of its inputs, since a tensor may be used more than once;
//   - it leaves inputs without a gradient (constants) alone;
//   - it allocates nothing: what the way back needs, the forward saved in the arena.
//
// One letter a dimension: B batch, T time (position), C width, H heads, D width of a head,
// V vocabulary; M, N, K where a matrix is just a matrix. dx is the gradient of x.
namespace softlook {

enum class Transpose { none, second };

// y = a·b, or a·bᵀ                       a [M,K], b [K,N] or [N,K] → [M,N]
Tensor matmul(Tape&, Tensor a, Tensor b, Transpose = Transpose::none);

// yᵢⱼ = exp(xᵢⱼ) / Σₖ exp(xᵢₖ)           x [M,N] → [M,N]; a row of −∞ alone (all masked) gives zeros
Tensor softmax(Tape&, Tensor x);

// y = x's rows first … first+count−1      x [M,N] → [count,N]
Tensor slice_rows(Tape&, Tensor x, int first, int count);

// y = Σᵢ (xᵢ − targetᵢ)² / n             x, target of one shape, n numbers each → [1]
Tensor mean_squared_error(Tape&, Tensor x, Tensor target);

}  // namespace softlook
