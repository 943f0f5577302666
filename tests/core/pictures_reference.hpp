#pragma once

#include <string>

#include "layers_reference.hpp"

// Textbook definitions of the models that look at a picture [B,Y,X]. The answers are before the softmax.
namespace reference {

// [1,B,Y,X] → [B,1,Y,X], and [B,C,Y,X] → [1,B,Y·X,C]
inline Array one_channel(const Array& x) {
  return make({x.size[1], 1, x.size[2], x.size[3]},
              [&](int b, int, int i, int j) { return x(0, b, i, j); });
}
inline Array as_sequence(const Array& x) {
  return make({1, x.size[0], x.size[2] * x.size[3], x.size[1]},
              [&](int, int b, int t, int c) { return x(b, c, t / x.size[3], t % x.size[3]); });
}

inline Array convolve(const Values& p, const std::string& name, const Array& x, int stride,
                      int padding) {
  return convolution(x, p.at(name + ".weight"), p.at(name + ".bias"), stride, padding);
}
inline Array convolution_block(const Values& p, const std::string& name, const Array& x,
                               int padding, int pool) {
  const Array found = activate(convolve(p, name, x, 1, padding), "relu");
  return pool == 1 ? found : max_pool(found, pool, pool, 0);
}

// Row `t` of every sample.
inline Array position(const Array& x, int t) { return slice(x, -2, t, 1); }

// The same vector for each of so many samples: [1,C] → [1,B,1,C]
inline Array for_each_sample(const Array& x, int samples) {
  return make({1, samples, 1, x.size[3]},
              [&](int, int, int, int c) { return x.numbers[static_cast<std::size_t>(c)]; });
}

inline Array image_attention(const Values& p, const Array& image, bool looks) {
  Array x = convolution_block(p, "convolution0", one_channel(image), 2, 2);
  x = convolution_block(p, "convolution1", x, 1, 2);
  const Array features = as_sequence(convolution_block(p, "convolution2", x, 1, 1));
  const int samples = features.size[1], places = features.size[2];
  Array weights =
      make({1, samples, 1, places}, [&](int, int, int, int) -> Number { return 1.0 / places; });
  if (looks) {
    const Array q = for_each_sample(p.at("query.weight"), samples);
    weights = softmax(matmul(q, transpose(linear(p, "keys", features))));
  }
  return linear(p, "head", matmul(weights, features));
}

struct Patches {
  int patch;
  int layers;
  bool stem;
  BlockOfLayers block;
};

inline Array patches(const Values& p, const Patches& model, const Array& image) {
  Array seen = one_channel(image);
  if (model.stem) seen = convolution_block(p, "stem", seen, 2, 2);
  const Array cut = model.stem ? convolve(p, "embedding", seen, model.patch / 2, 1)
                               : convolve(p, "embedding", seen, model.patch, 0);
  const Array parts = as_sequence(cut);
  Array x = concat(for_each_sample(p.at("class.weight"), parts.size[1]), parts, -2);
  x = add(x, p.at("position.weight"));
  for (int i = 0; i < model.layers; ++i)
    x = encoder_block(p, "block" + std::to_string(i), x, model.block);
  return linear(p, "head", layer_norm(p, "norm", position(x, 0)));
}

struct Glimpses {
  int width, glimpses, retina, scales;
  int row, column;  // the middle of where it always looks, and
  int place;        // which place of the grid that is
};

inline Array glimpses(const Values& p, const Glimpses& model, const Array& image) {
  const int samples = image.size[1], size = model.retina;
  const Array where = make({1, 1, samples, 2}, [&](int, int, int, int d) -> Number {
    return d == 0 ? model.row : model.column;
  });
  const Array seen = glimpse(image, where, size, model.scales);
  const Array squares = make({samples, model.scales, size, size}, [&](int b, int s, int i, int j) {
    return seen(b, (s * size + i) * size + j);
  });
  const Array edges = convolution_block(p, "edges", squares, 2, 2);
  const int half = size / 2;
  const Array flat =
      make({1, samples, 1, edges.size[1] * half * half}, [&](int, int b, int, int at) {
        return edges(b, at / (half * half), at / half % half, at % half);
      });
  const Array& places = p.at("place.weight");
  const Array read =
      activate(add(linear(p, "retina", flat),
                   make({1, 1, 1, model.width},
                        [&](int, int, int, int c) { return places(c, model.place); })),
               "relu");
  Array last = make({1, samples, 1, model.width}, [](int, int, int, int) -> Number { return 0; });
  for (int b = 0; b < samples; ++b) {
    State state{std::vector<Number>(static_cast<std::size_t>(model.width)), {}};
    for (int t = 0; t < model.glimpses; ++t)
      state = recurrent_step(p, "gru", "gru", vector_at(read, b, 0), state);
    for (int c = 0; c < model.width; ++c)
      last(0, b, 0, c) = state.hidden[static_cast<std::size_t>(c)];
  }
  return linear(p, "head", last);
}

}  // namespace reference
