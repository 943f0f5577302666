#pragma once

#include <string>

#include "layers_reference.hpp"

// Textbook definitions of models. Inputs are tokens [B,T] or vectors [B,T,C]; the answers are before
// the softmax.
namespace reference {

inline Array side_embedding(const Values& p, const std::string& name, const Array& x, bool tokens) {
  return tokens ? embedding(p.at(name + ".weight"), x) : linear(p, name, x);
}

struct Transformer {
  bool tokens = true;
  int layers = 1;
  std::string position = "learned";
  BlockOfLayers block = {};
};

inline Array transformer(const Values& p, const Transformer& model, const Array& input) {
  Array x = side_embedding(p, "embedding", input, model.tokens);
  const int length = x.size[2];
  BlockOfLayers block = model.block;
  if (model.position == "learned") x = add(x, slice(p.at("position.weight"), -2, 0, length));
  if (model.position == "sinusoidal") x = add(x, sinusoids(length, x.size[3]));
  block.self.rotary = model.position == "rotary";
  if (model.position == "alibi") block.self.mask.bias = alibi(block.self.heads, length);
  if (model.tokens) block.self.mask.padding = input;
  for (int i = 0; i < model.layers; ++i)
    x = encoder_block(p, "block" + std::to_string(i), x, block);
  return linear(p, "head", block.norm_first ? layer_norm(p, "norm", x) : x);
}

// A memory [B,T,K+A] of keys and values, asked by its last row: the answer [B,1,A].
inline Array addressing(const Values& p, const Array& x, int key_size, double temperature) {
  const int slots = x.size[2] - 1, value_size = x.size[3] - key_size;
  const Array query = slice(slice(x, -2, slots, 1), -1, 0, key_size);
  const Array stored = slice(x, -2, 0, slots);
  const Array q = scale(linear(query, p.at("W")), 1 / temperature);
  const Array k = linear(slice(stored, -1, 0, key_size), p.at("U"));
  const Array weights = softmax(matmul(q, transpose(k)));
  return linear(matmul(weights, slice(stored, -1, key_size, value_size)), p.at("V"));
}

// A bag of the words of [B,T], each as heavy as it is rare: the answer [B,1,A].
inline Array tf_idf(const Values& p, const Array& tokens, const std::vector<double>& rarity) {
  const Array& words = p.at("words.weight");
  return make({1, tokens.size[2], 1, words.size[3]}, [&](int, int b, int, int a) {
    Number sum = p.at("bias")(0, 0, 0, a), all = 1e-6;
    for (int word = 0; word < words.size[2]; ++word)
      for (int t = 0; t < tokens.size[3]; ++t)
        if (whole(tokens(0, 0, b, t)) == word) all += rarity.at(static_cast<std::size_t>(word));
    for (int word = 0; word < words.size[2]; ++word) {
      double count = 0;
      for (int t = 0; t < tokens.size[3]; ++t) count += whole(tokens(0, 0, b, t)) == word;
      sum += count * rarity.at(static_cast<std::size_t>(word)) / all * words(word, a);
    }
    return sum;
  });
}

struct EncoderDecoder {
  bool tokens = true;
  std::string cell = "gru";
  int width = 1;
  int directions = 1;
  bool looks = true;
  int heads = 1;
  bool steps_first = false;
};

// Row t of y is row t − 1 of x; the first is `first`.         [B,T] or [B,T,C]
inline Array one_later(const Array& x, bool tokens) {
  const auto axis = tokens ? 3u : 2u;
  return make(x.size, [&](int a, int b, int c, int d) -> Number {
    Size at{a, b, c, d};
    if (--at[axis] < 0) return tokens ? -1 : 0;
    return x.numbers[x.at(at[0], at[1], at[2], at[3])];
  });
}

inline Array row_of(const Array& x, int t) { return slice(x, -2, t, 1); }

inline Array encoder_decoder(const Values& p, const EncoderDecoder& model, const Array& input,
                             const Array& target) {
  const int width = model.width, samples = input.size[model.tokens ? 2 : 1];
  const Array padding = model.tokens ? input : Array();
  const Array read = side_embedding(p, "encoder.embedding", input, model.tokens);
  Array states = recurrent(p, "encoder." + model.cell, model.cell, read, width, false, padding);
  Array summary = row_of(states, states.size[2] - 1);  // [B,1,E]
  if (model.directions == 2) {
    const Array back =
        recurrent(p, "encoder." + model.cell + ".reverse", model.cell, read, width, true, padding);
    summary = concat(summary, row_of(back, 0), -1);
    states = concat(states, back, -1);
  }
  const Array start =
      each(linear(p, "decoder.start", summary), [](const Number& x) { return std::tanh(x); });
  std::vector<State> carried;
  for (int b = 0; b < samples; ++b)
    carried.push_back(
        {vector_at(start, b, 0), std::vector<Number>(static_cast<std::size_t>(width))});

  const Array words =
      side_embedding(p, "decoder.embedding", one_later(target, model.tokens), model.tokens);
  Array answers;
  Array context = make({1, samples, 1, states.size[3]},  // nothing is found before the first look
                       [](int, int, int, int) -> Number { return 0; });
  for (int t = 0; t < words.size[2]; ++t) {
    const auto carried_rows = [&] {
      return make({1, samples, 1, width}, [&](int, int b, int, int c) {
        return carried[static_cast<std::size_t>(b)].hidden[static_cast<std::size_t>(c)];
      });
    };
    const auto step = [&](const Array& found) {
      const Array asked = concat(row_of(words, t), found, -1);
      for (int b = 0; b < samples; ++b) {
        State& state = carried[static_cast<std::size_t>(b)];
        state =
            recurrent_step(p, "decoder." + model.cell, model.cell, vector_at(asked, b, 0), state);
      }
    };
    if (model.steps_first) step(context);
    if (!model.looks) context = summary;
    if (model.looks) {
      const Array q = split_heads(carried_rows(), model.heads);
      const Array k = split_heads(linear(p, "decoder.keys", states), model.heads);
      Mask seen;
      seen.padding = padding;
      const Array weights = softmax(mask(matmul(q, transpose(k)), seen));
      context = merge_heads(matmul(weights, split_heads(states, model.heads)));
    }
    if (!model.steps_first) step(context);
    const Array answer = linear(p, "head", concat(carried_rows(), context, -1));
    answers = t == 0 ? answer : concat(answers, answer, -2);
  }
  return answers;
}

struct SequenceTransformer {
  bool tokens = true;
  int layers = 1;
  std::string position = "learned";
  BlockOfLayers block = {};
};

inline Array sequence_transformer(const Values& p, const SequenceTransformer& model,
                                  const Array& input, const Array& target) {
  const auto entrance = [&](const std::string& name, const Array& read) {
    const Array x = side_embedding(p, name + ".embedding", read, model.tokens);
    if (model.position == "learned")
      return add(x, slice(p.at(name + ".position.weight"), -2, 0, x.size[2]));
    return model.position == "sinusoidal" ? add(x, sinusoids(x.size[2], x.size[3])) : x;
  };
  const auto last = [&](const std::string& name, const Array& x) {
    return model.block.norm_first ? layer_norm(p, name + ".norm", x) : x;
  };
  BlockOfLayers reads = model.block, writes = model.block;
  if (model.tokens) reads.self.mask.padding = writes.cross.mask.padding = input;
  writes.self.mask.causal = true;
  Array memory = entrance("encoder", input);
  for (int i = 0; i < model.layers; ++i)
    memory = encoder_block(p, "encoder.block" + std::to_string(i), memory, reads);
  memory = last("encoder", memory);
  Array y = entrance("decoder", one_later(target, model.tokens));
  for (int i = 0; i < model.layers; ++i)
    y = decoder_block(p, "decoder.block" + std::to_string(i), y, memory, writes);
  return linear(p, "head", last("decoder", y));
}

// The logarithm of what is generated and what is copied, mixed.
inline Array pointer(const Values& p, const EncoderDecoder& model, const Array& input,
                     const Array& target) {
  const int width = model.width, samples = input.size[2];
  const Array& table = p.at("embedding.weight");
  const Array read = embedding(table, input);
  const std::string encoder = "encoder." + model.cell;
  Array states = recurrent(p, encoder, model.cell, read, width, false, input);
  Array summary = row_of(states, states.size[2] - 1);  // [B,1,E]
  if (model.directions == 2) {
    const Array back = recurrent(p, encoder + ".reverse", model.cell, read, width, true, input);
    summary = concat(summary, row_of(back, 0), -1);
    states = concat(states, back, -1);
  }
  const Array start =
      each(linear(p, "decoder.start", summary), [](const Number& x) { return std::tanh(x); });
  std::vector<State> carried;
  for (int b = 0; b < samples; ++b)
    carried.push_back(
        {vector_at(start, b, 0), std::vector<Number>(static_cast<std::size_t>(width))});

  const Array keys = split_heads(linear(p, "decoder.keys", states), model.heads);
  const Array words = embedding(table, one_later(target, true));
  Array context = make({1, samples, 1, states.size[3]}, [](int, int, int, int) { return 0.0; });
  Array answers;
  for (int t = 0; t < words.size[2]; ++t) {
    const Array word = row_of(words, t), asked = concat(word, context, -1);
    for (int b = 0; b < samples; ++b) {
      State& state = carried[static_cast<std::size_t>(b)];
      state = recurrent_step(p, "decoder." + model.cell, model.cell, vector_at(asked, b, 0), state);
    }
    const Array state = make({1, samples, 1, width}, [&](int, int b, int, int c) {
      return carried[static_cast<std::size_t>(b)].hidden[static_cast<std::size_t>(c)];
    });
    Mask seen;
    seen.padding = input;
    const Array weights =  // [B,H,1,Ts]
        softmax(mask(matmul(split_heads(state, model.heads), transpose(keys)), seen));
    context = merge_heads(matmul(weights, split_heads(states, model.heads)));
    const Array found = concat(state, context, -1);
    const Array chosen = softmax(linear(p, "head", found));
    const Array open = linear(p, "gate", concat(found, word, -1));
    const Array answer = make(chosen.size, [&](int, int b, int, int w) -> Number {
      Number copied = 0;
      for (int j = 0; j < input.size[3]; ++j)
        for (int h = 0; h < model.heads; ++h)
          if (whole(input.numbers[input.at(0, 0, b, j)]) == w)
            copied += weights.numbers[weights.at(b, h, 0, j)] / double(model.heads);
      const Number g = sigmoid(open.numbers[open.at(0, b, 0, 0)]);
      return std::log(g * chosen.numbers[chosen.at(0, b, 0, w)] + (1.0 - g) * copied + 1e-7);
    });
    answers = t == 0 ? answer : concat(answers, answer, -2);
  }
  return answers;
}

}  // namespace reference
