#include <algorithm>
#include <cassert>

#include "../simd/map.hpp"
#include "ops.hpp"

namespace softlook {
namespace {

// body(row, token): tokens are checked where they come in.
template <class Body>
void each_token(const Node& node, Body&& body) {
  const auto& [table, tokens, unused1, unused2] = node.inputs;
  for (std::size_t i = 0, count = tokens.count(); i < count; ++i) {
    const int token = static_cast<int>(tokens.values[i]);
    assert(token >= -1 && token < table.shape[0]);
    body(static_cast<int>(i), token);
  }
}

void embedding_forward(const Node& node) {
  each_token(node, [&](int i, int token) {
    if (token < 0)
      simd::fill(node.output.row(i), 0);
    else
      simd::map(node.inputs[0].row(token), node.output.row(i), [](simd::Batch x) { return x; });
  });
}

// dtable's row of the token += dy's row
void embedding_vjp(const Node& node) {
  each_token(node, [&](int i, int token) {
    if (token >= 0) simd::add_to(node.inputs[0].gradient_row(token), node.output.gradient_row(i));
  });
}

}  // namespace

Tensor embedding(Tape& tape, const Tensor& table, const Tensor& tokens) {
  const int rank = tokens.shape.rank();
  if (table.shape.rank() != 2 || rank >= Shape::max_rank)
    fail(
        "[embedding] a table of % and tokens of % do not fit: the table must be [V,C], the tokens "
        "at most % dimensions",
        {table.shape, tokens.shape, Shape::max_rank - 1});
  std::array<int, Shape::max_rank> sizes{};
  for (int i = 0; i < rank; ++i) sizes[static_cast<std::size_t>(i)] = tokens.shape[i];
  sizes[static_cast<std::size_t>(rank)] = table.shape[1];
  const Shape shape(std::span<const int>(sizes).first(static_cast<std::size_t>(rank) + 1));
  return tape.record("embedding", shape, {table, tokens}, embedding_forward, embedding_vjp);
}

}  // namespace softlook
