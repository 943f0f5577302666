#pragma once

#include <string>
#include <vector>

#include "../ops/ops.hpp"
#include "../parameters.hpp"

// Where in its sequence a vector stands. Attention by itself does not know. The first two say it to
// the vectors, the other two to the scores.
namespace softlook {

// Numbers that are made once and never change.
class Table {
 public:
  explicit Table(const Shape& shape)
      : numbers_(shape.count()), tensor_{shape, numbers_.data(), nullptr} {}
  Table(Table&&) = default;

  const Tensor& tensor() const { return tensor_; }
  // The first `count` rows, or all.
  Tensor first(int count) const { return {tensor_.shape.with(0, count), tensor_.values, nullptr}; }

 private:
  std::vector<float> numbers_;
  Tensor tensor_;
};

// y = x + p_t, p learned                  x [B,T,C] → the same; p is `name`.weight [longest T,C]
class LearnedPositions {
 public:
  LearnedPositions(Parameters&, const std::string& name, int length, int width);
  Tensor operator()(Tape&, const Tensor& x) const;

 private:
  const Tensor& weight_;
};

// y = x + p_t, p_t,₂ᵢ = sin(t·10000^(−2i/C)), p_t,₂ᵢ₊₁ its cosine      x [B,T,C] → the same
// A. Vaswani et al., 2017, "Attention Is All You Need", section 3.5.
class SinusoidalPositions {
 public:
  SinusoidalPositions(int length, int width);
  Tensor operator()(Tape&, const Tensor& x) const;

 private:
  Table table_;  // [longest T,C]
};

// Queries and keys are turned by an angle that grows with t, so that a product of two depends on how
// far apart they are: J. Su et al., 2021, "RoFormer". The pairs are (i, i + D/2), the two halves of a
// head, as in GPT-NeoX (S. Black et al., 2022); pair i turns by t·10000^(−2i/D).
class Rotary {
 public:
  Rotary(int length, int head_width);
  // x [B,T,H·D] → the same
  Tensor operator()(Tape&, const Tensor& x, int heads) const;

 private:
  Table table_;  // [longest T,D]: cosines, then sines
};

// The farther, the less: a bias of −m_h·|i − j| on the scores of head h. O. Press, N. Smith, M. Lewis,
// 2021, "Train Short, Test Long" (ALiBi); there j ≤ i. m is 2^(−8/H), its square, its cube …; if H is
// no power of two, those of the power below, then every other one of the power above.
class Alibi {
 public:
  Alibi(int length, int heads);
  // The bias of a mask over T positions: [H,T,T]
  Tensor operator()(Tape&, int length) const;

 private:
  Table table_;  // [H,2·longest T − 1]: by j − i, from the most negative on
};

}  // namespace softlook
