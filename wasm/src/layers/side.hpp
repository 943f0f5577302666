#pragma once

#include <optional>
#include <string>

#include "../tasks/task.hpp"
#include "embedding.hpp"
#include "linear.hpp"

// What models do with the two sides of a task, be they tokens or vectors.
namespace softlook {

// An embedding of tokens, or a linear layer over vectors.      [B,T] or [B,T,C'] → [B,T,C]
class SideEmbedding {
 public:
  SideEmbedding(Parameters&, const std::string& name, const Side&, int width,
                float deviation = Embedding::small);

  Tensor operator()(Tape& tape, const Tensor& x) const {
    return tokens_ ? (*tokens_)(tape, x) : (*vectors_)(tape, x);
  }

 private:
  std::optional<Embedding> tokens_;
  std::optional<Linear> vectors_;
};

// How many numbers say one answer: a score for every token, or the vector itself.
inline int answer_width(const Side& side) { return side.tokens() ? side.vocabulary : side.width; }

// The tokens if one of them is padding, to mask the keys with; else nothing. While memory is planned
// there is always one: the next samples may have some.
Tensor padding_of(Tape&, const Side&, const Tensor& x);

// Row t is the answer before t; before the first there is none: −1, or zeros.
Tensor one_later(Tape&, const Side&, const Tensor& target);

// Names what a task gives: of tokens the columns are positions, of vectors the rows. Gives what is
// to be used in its place; a pin cannot put there what is no token.
Tensor name_side(Tape&, std::string_view name, const Side&, const Tensor& x, Axis positions);

}  // namespace softlook
