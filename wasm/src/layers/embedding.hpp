#pragma once

#include <string>

#include "../ops/ops.hpp"
#include "../parameters.hpp"

namespace softlook {

// A learned vector for each token; zeros for −1.                       tokens […] → […,C]
class Embedding {
 public:
  // A. Radford et al., 2019 (GPT-2): small beside 1, so that a token's vector soon is what was
  // learned of it and not what it happened to be at first.
  static constexpr float small = 0.02f;

  Embedding(Parameters& parameters, const std::string& name, int vocabulary, int width,
            float deviation = small)
      : weight_(parameters.add(name + ".weight", {vocabulary, width}, Start::normal(deviation))) {}

  Tensor operator()(Tape& tape, const Tensor& tokens) const {
    return embedding(tape, weight_, tokens);
  }

 private:
  const Tensor& weight_;  // [V,C]
};

}  // namespace softlook
