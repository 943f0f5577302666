#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "layer_case.hpp"

// Textbook definitions of layers, from their parameters by name. Sequences are [B,T,C].
namespace reference {

inline Array linear(const Values& p, const std::string& name, const Array& x) {
  return p.contains(name + ".bias") ? linear(x, p.at(name + ".weight"), p.at(name + ".bias"))
                                    : linear(x, p.at(name + ".weight"));
}

inline Array layer_norm(const Values& p, const std::string& name, const Array& x) {
  return layer_norm(x, p.at(name + ".weight"), p.at(name + ".bias"));
}

inline Array activate(const Array& x, const std::string& name) {
  return each(x, [&](Number v) -> Number {
    if (name == "relu") return v.real() > 0 ? v : 0.0;
    if (name == "gelu") return v * normal_distribution(v);
    if (name == "silu") return v * sigmoid(v);
    return gelu_tanh(v);
  });
}

inline Array feed_forward(const Values& p, const std::string& name, const Array& x,
                          const std::string& activation) {
  return linear(p, name + ".down", activate(linear(p, name + ".up", x), activation));
}

// --- positions --------------------------------------------------------------------------------

inline double angle(int t, int pair, int width) {
  return t * std::pow(10000.0, -2.0 * pair / width);
}

inline Array sinusoids(int length, int width) {
  return make({1, 1, length, width}, [&](int, int, int t, int c) -> Number {
    return c % 2 == 0 ? std::sin(angle(t, c / 2, width)) : std::cos(angle(t, c / 2, width));
  });
}

// Each pair as a complex number would be, times e^(i·angle): but the numbers here are complex
// already, so it is written out.                             x [B,H,T,D]
inline Array rotary(const Array& x) {
  const int half = x.size[3] / 2;
  return make(x.size, [&](int b, int h, int t, int d) {
    const double by = angle(t, d % half, x.size[3]);
    return d < half ? x(b, h, t, d) * std::cos(by) - x(b, h, t, d + half) * std::sin(by)
                    : x(b, h, t, d) * std::cos(by) + x(b, h, t, d - half) * std::sin(by);
  });
}

inline std::vector<double> alibi_slopes(int heads) {
  std::vector<double> slopes;
  const int below = static_cast<int>(std::exp2(std::floor(std::log2(heads))));
  for (int h = 1; h <= below; ++h) slopes.push_back(std::exp2(-8.0 * h / below));
  for (int h = 1; h <= heads - below; ++h)
    slopes.push_back(std::exp2(-8.0 * (2 * h - 1) / (2 * below)));
  return slopes;
}
inline Array alibi(int heads, int length) {
  return make({1, heads, length, length}, [&](int, int h, int i, int j) -> Number {
    return -alibi_slopes(heads)[static_cast<std::size_t>(h)] * std::abs(i - j);
  });
}

// --- attention and blocks ----------------------------------------------------------------------

struct Sight {
  int heads = 1;
  Mask mask = {};
  bool rotary = false;
  int key_heads = 0;    // 0: as many as heads
  bool scaled = false;  // the products by 1/√D
};

// softmax(q·kᵀ) in every head, between four linear layers.
inline Array multi_head(const Values& p, const std::string& name, const Array& asking,
                        const Array& for_keys, const Array& for_values, const Sight& sight) {
  const int key_heads = sight.key_heads ? sight.key_heads : sight.heads;
  // Several heads of queries share one of keys.
  const auto shared = [&](const Array& x) {
    return make({x.size[0], sight.heads, x.size[2], x.size[3]}, [&](int b, int h, int t, int d) {
      return x(b, h * key_heads / sight.heads, t, d);
    });
  };
  Array q = split_heads(linear(p, name + ".q", asking), sight.heads);
  Array k = shared(split_heads(linear(p, name + ".k", for_keys), key_heads));
  const Array v = shared(split_heads(linear(p, name + ".v", for_values), key_heads));
  if (sight.rotary) q = rotary(q), k = rotary(k);
  const double factor = sight.scaled ? 1 / std::sqrt(q.size[3]) : 1;
  const Array weights = softmax(mask(scale(matmul(q, transpose(k)), factor), sight.mask));
  return linear(p, name + ".o", merge_heads(matmul(weights, v)));
}

struct BlockOfLayers {
  Sight self = {};
  bool norm_first = true;
  std::string activation = "gelu-tanh";
  Sight cross = {};
};

template <class Part>
Array residual(const Values& p, const std::string& norm, bool first, const Array& x, Part&& part) {
  return first ? add(x, part(layer_norm(p, norm, x))) : layer_norm(p, norm, add(x, part(x)));
}

inline Array encoder_block(const Values& p, const std::string& name, const Array& x,
                           const BlockOfLayers& block) {
  const Array looked = residual(p, name + ".norm1", block.norm_first, x, [&](const Array& y) {
    return multi_head(p, name + ".attn", y, y, y, block.self);
  });
  return residual(p, name + ".norm2", block.norm_first, looked, [&](const Array& y) {
    return feed_forward(p, name + ".ffn", y, block.activation);
  });
}

inline Array decoder_block(const Values& p, const std::string& name, const Array& x,
                           const Array& memory, const BlockOfLayers& block) {
  const Array looked = residual(p, name + ".norm1", block.norm_first, x, [&](const Array& y) {
    return multi_head(p, name + ".attn", y, y, y, block.self);
  });
  const Array read = residual(p, name + ".norm2", block.norm_first, looked, [&](const Array& y) {
    return multi_head(p, name + ".cross", y, memory, memory, block.cross);
  });
  return residual(p, name + ".norm3", block.norm_first, read, [&](const Array& y) {
    return feed_forward(p, name + ".ffn", y, block.activation);
  });
}

// --- recurrent networks -----------------------------------------------------------------------

struct State {
  std::vector<Number> hidden, cell;
};

// One sample, one step, number by number.
inline State recurrent_step(const Values& p, const std::string& name, const std::string& cell,
                            const std::vector<Number>& x, const State& before) {
  const int width = static_cast<int>(before.hidden.size());
  const auto row = [&](const std::string& layer, const std::vector<Number>& from, int gate, int c) {
    Number sum = p.at(name + layer + ".bias")(0, gate * width + c);
    for (int k = 0; k < static_cast<int>(from.size()); ++k)
      sum +=
          p.at(name + layer + ".weight")(gate * width + c, k) * from[static_cast<std::size_t>(k)];
    return sum;
  };
  State after = before;
  for (int c = 0; c < width; ++c) {
    const auto in = [&](int gate) { return row(".input", x, gate, c); };
    const auto own = [&](int gate) { return row(".hidden", before.hidden, gate, c); };
    const auto at = static_cast<std::size_t>(c);
    if (cell == "rnn") after.hidden[at] = std::tanh(in(0) + own(0));
    if (cell == "gru") {
      const Number r = sigmoid(in(0) + own(0)), z = sigmoid(in(1) + own(1));
      const Number n = std::tanh(in(2) + r * own(2));
      after.hidden[at] = (1.0 - z) * n + z * before.hidden[at];
    }
    if (cell == "lstm") {
      const Number i = sigmoid(in(0) + own(0)), f = sigmoid(in(1) + own(1));
      const Number g = std::tanh(in(2) + own(2)), o = sigmoid(in(3) + own(3));
      after.cell[at] = f * before.cell[at] + i * g;
      after.hidden[at] = o * std::tanh(after.cell[at]);
    }
  }
  return after;
}

inline std::vector<Number> vector_at(const Array& x, int b, int t) {
  std::vector<Number> row;
  for (int c = 0; c < x.size[3]; ++c) row.push_back(x(0, b, t, c));
  return row;
}

// The states [B,T,C]; a token of −1 in `tokens` [B,T] keeps the state. Tokens of one zero: none does.
inline Array recurrent(const Values& p, const std::string& name, const std::string& cell,
                       const Array& x, int width, bool backward = false, const Array& tokens = {}) {
  Array states({1, x.size[1], x.size[2], width});
  const int length = x.size[2];
  for (int b = 0; b < x.size[1]; ++b) {
    const std::vector<Number> zeros(static_cast<std::size_t>(width));
    State state{zeros, zeros};
    for (int i = 0; i < length; ++i) {
      const int t = backward ? length - 1 - i : i;
      if (whole(tokens(0, 0, b, t)) >= 0)
        state = recurrent_step(p, name, cell, vector_at(x, b, t), state);
      for (int c = 0; c < width; ++c)
        states(0, b, t, c) = state.hidden[static_cast<std::size_t>(c)];
    }
  }
  return states;
}

}  // namespace reference
