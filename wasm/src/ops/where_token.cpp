#include <algorithm>

#include "../simd/map.hpp"
#include "ops.hpp"

namespace softlook {
namespace {

void where_token_forward(const Node& node) {
  const auto& [tokens, yes, no, unused] = node.inputs;
  for (int i = 0; i < node.output.shape.rows(); ++i)
    std::ranges::copy((tokens.values[i] >= 0 ? yes : no).row(i), node.output.row(i).begin());
}

// The one that was taken: dx += dy
void where_token_vjp(const Node& node) {
  const auto& [tokens, yes, no, unused] = node.inputs;
  for (int i = 0; i < node.output.shape.rows(); ++i) {
    const Tensor& taken = tokens.values[i] >= 0 ? yes : no;
    if (taken.gradient) simd::add_to(taken.gradient_row(i), node.output.gradient_row(i));
  }
}

}  // namespace

Tensor where_token(Tape& tape, const Tensor& tokens, const Tensor& yes, const Tensor& no) {
  if (yes.shape != no.shape || yes.shape.rank() < 2 ||
      tokens.count() != static_cast<std::size_t>(yes.shape.rows()))
    fail("[where_token] % tokens do not choose between the rows of % and %",
         {tokens.shape, yes.shape, no.shape});
  return tape.record("where_token", yes.shape, {tokens.constant(), yes, no}, where_token_forward,
                     where_token_vjp);
}

}  // namespace softlook
