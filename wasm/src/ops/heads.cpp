#include "ops.hpp"

// The heads lie side by side in a vector; apart, each is a matrix of its own.
namespace softlook {

Tensor split_heads(Tape& tape, const Tensor& x, int heads) {
  if (x.shape.rank() != 3 || heads < 1 || x.shape[2] % heads != 0)
    fail("[split_heads] % cannot be split into % heads: it must be [B,T,H·D] with that H",
         {x.shape, heads});
  const Shape apart{x.shape[0], x.shape[1], heads, x.shape[2] / heads};
  return permute(tape, reshape(x, apart), {0, 2, 1, 3});
}

Tensor merge_heads(Tape& tape, const Tensor& x) {
  if (x.shape.rank() != 4) fail("[merge_heads] % has no heads: it must be [B,H,T,D]", {x.shape});
  const Tensor beside = permute(tape, x, {0, 2, 1, 3});  // [B,T,H,D]
  return reshape(beside, {x.shape[0], x.shape[2], x.shape[1] * x.shape[3]});
}

}  // namespace softlook
