#pragma once

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

#include "reference.hpp"

// Every attention in textbook form: what it gives one query for one key, and what it makes of all that
// a query is given. What a query may not see does not exist here; the engine has to come to the same.
namespace reference {

// Numbers in four dimensions.
struct Block {
  std::array<int, 4> sizes{};
  std::vector<Number> numbers;

  Block() = default;
  explicit Block(std::array<int, 4> sizes_) : sizes(sizes_) {
    std::size_t count = 1;
    for (int size : sizes) count *= static_cast<std::size_t>(size);
    numbers.resize(count);
  }
  std::size_t index(int a, int b, int c, int d) const {
    return static_cast<std::size_t>(((a * sizes[1] + b) * sizes[2] + c) * sizes[3] + d);
  }
  Number& operator()(int a, int b, int c, int d) { return numbers[index(a, b, c, d)]; }
  const Number& operator()(int a, int b, int c, int d) const { return numbers[index(a, b, c, d)]; }
};

using Row = std::vector<Number>;

// All that an attention is given. Parameters go by the end of their names, after the layer's.
struct Asked {
  Block queries, keys, values;  // [1,B,T,width]
  int heads = 1, key_heads = 1;
  std::map<std::string, double, std::less<>> settings;
  std::map<std::string, Block, std::less<>> parameters;
  double temperature = 1;
  bool causal = false;
  int window = 0;
  std::vector<bool> padding;  // [B,Tk]: true where there is no key; or empty
  Block bias;                 // [B or 1,H or 1,Tq or 1,Tk or 1], or empty

  int batch() const { return queries.sizes[1]; }
  int query_count() const { return queries.sizes[2]; }
  int key_count() const { return keys.sizes[2]; }
  int width() const { return queries.sizes[3] / heads; }
  int value_width() const { return values.sizes[3] / key_heads; }
  int key_head(int head) const { return head / (heads / key_heads); }
  // Where a query stands among the keys, if both end together.
  int place(int i) const { return i + key_count() - query_count(); }

  Number q(int b, int h, int i, int d) const { return queries(0, b, i, h * width() + d); }
  Number k(int b, int h, int j, int d) const { return keys(0, b, j, key_head(h) * width() + d); }
  Number v(int b, int h, int j, int d) const {
    return values(0, b, j, key_head(h) * value_width() + d);
  }
  bool hidden(int b, int i, int j) const {
    const int distance = std::abs(place(i) - j);
    return (causal && j > place(i)) || (window > 0 && distance > window) ||
           (!padding.empty() && padding[static_cast<std::size_t>(b * key_count() + j)]);
  }
  Number bias_at(int b, int h, int i, int j) const {
    if (bias.numbers.empty()) return 0;
    const auto in = [&](int size, int index) { return size == 1 ? 0 : index; };
    return bias(in(bias.sizes[0], b), in(bias.sizes[1], h), in(bias.sizes[2], i),
                in(bias.sizes[3], j));
  }
};

struct Definition {
  // The score of key j for query i, before any mask.
  std::function<Number(const Asked&, int b, int h, int i, int j)> score;
  // From the scores of all keys that a query sees to their weights.
  std::function<Row(const Asked&, int h, const Row&)> weigh;
  // What a query sees by the attention's own rule.
  std::function<bool(const Asked&, int i, int j)> sees = [](const Asked&, int, int) {
    return true;
  };
  // Whether it matters in which order the keys come.
  std::function<bool(const Asked&)> knows_positions = [](const Asked&) { return false; };
  // Whether its gradient is that of an expectation, and so not to be had from one pass.
  bool draws = false;
  // Settings, besides the default ones, to test with.
  std::map<std::string, double, std::less<>> variant = {};
};

// What comes out; weights and scores are [B,H,Tq,Tk], hidden scores −∞.
struct Answer {
  Block output, weights, scores;
};

inline Answer attend(const Definition& definition, const Asked& asked) {
  const int batch = asked.batch(), heads = asked.heads, queries = asked.query_count(),
            keys = asked.key_count(), width = asked.value_width();
  Answer answer{Block({1, batch, queries, heads * width}), Block({batch, heads, queries, keys}),
                Block({batch, heads, queries, keys})};
  for (int b = 0; b < batch; ++b)
    for (int h = 0; h < heads; ++h)
      for (int i = 0; i < queries; ++i) {
        std::vector<int> seen;
        Row scores;
        for (int j = 0; j < keys; ++j) {
          answer.scores(b, h, i, j) = -std::numeric_limits<double>::infinity();
          if (asked.hidden(b, i, j) || !definition.sees(asked, i, j)) continue;
          seen.push_back(j);
          scores.push_back(definition.score(asked, b, h, i, j) / asked.temperature +
                           asked.bias_at(b, h, i, j));
          answer.scores(b, h, i, j) = scores.back();
        }
        if (seen.empty()) continue;
        const Row weights = definition.weigh(asked, h, scores);
        for (std::size_t n = 0; n < seen.size(); ++n) {
          answer.weights(b, h, i, seen[n]) = weights[n];
          for (int d = 0; d < width; ++d)
            answer.output(0, b, i, h * width + d) += weights[n] * asked.v(b, h, seen[n], d);
        }
      }
  return answer;
}

// --- what they are made of ------------------------------------------------------------------

inline Number dot(const Asked& a, int b, int h, int i, int j) {
  Number sum = 0;
  for (int d = 0; d < a.width(); ++d) sum += a.q(b, h, i, d) * a.k(b, h, j, d);
  return sum;
}
inline Number scaled_dot(const Asked& a, int b, int h, int i, int j) {
  return dot(a, b, h, i, j) / std::sqrt(a.width());
}

// Element `row` of W·x, for the whole width of x[b,t].
inline Number mapped(const Asked& a, const char* name, int row, const Block& x, int b, int t) {
  const Block& weight = a.parameters.at(name);
  Number sum = 0;
  for (int c = 0; c < x.sizes[3]; ++c) sum += weight(0, 0, row, c) * x(0, b, t, c);
  return sum;
}

inline Row softmax_row(const Asked&, int, const Row& x) {
  Number total = 0;
  for (const Number& score : x) total += std::exp(score);
  Row y;
  for (const Number& score : x) y.push_back(std::exp(score) / total);
  return y;
}

// One at the largest; what derivative it has, `slope` says.
inline Row largest_row(const Row& x, const Row& slope) {
  std::size_t largest = 0;
  for (std::size_t i = 0; i < x.size(); ++i)
    if (x[i].real() > x[largest].real()) largest = i;
  Row y;
  for (std::size_t i = 0; i < x.size(); ++i)
    y.emplace_back(i == largest ? 1 : 0, slope.empty() ? 0 : slope[i].imag());
  return y;
}

// max(x − τ, 0)^power with the τ that makes the sum one: for each possible number of positive terms
// `threshold` gives the τ that would; the right one leaves exactly those positive.
inline Row thresholded(const Row& x, int power,
                       const std::function<Number(const Row&)>& threshold) {
  Row sorted = x;
  std::ranges::sort(sorted, [](Number a, Number b) { return a.real() > b.real(); });
  for (std::size_t count = 1; count <= x.size(); ++count) {
    const Number tau = threshold(Row(sorted.begin(), sorted.begin() + static_cast<long>(count)));
    if (sorted[count - 1].real() <= tau.real()) continue;
    if (count < x.size() && sorted[count].real() > tau.real()) continue;
    Row y;
    for (const Number& score : x) {
      const Number above = score.real() > tau.real() ? score - tau : 0;
      y.push_back(power == 1 ? above : above * above);
    }
    return y;
  }
  return {};
}

inline Row sparsemax_row(const Asked&, int, const Row& x) {
  return thresholded(x, 1, [](const Row& top) {
    return (std::accumulate(top.begin(), top.end(), Number(0)) - 1.0) /
           static_cast<double>(top.size());
  });
}

// Σ(x/2 − τ)² = 1 is a quadratic equation; the smaller τ leaves its terms positive.
inline Row entmax_row(const Asked&, int, const Row& x) {
  Row halves;
  for (const Number& score : x) halves.push_back(score / 2.0);
  return thresholded(halves, 2, [](const Row& top) -> Number {
    const auto n = static_cast<double>(top.size());
    Number sum = 0, squares = 0;
    for (const Number& score : top) sum += score, squares += score * score;
    const Number inner = sum * sum - n * (squares - 1.0);
    if (inner.real() < 0) return std::numeric_limits<double>::infinity();
    return (sum - std::sqrt(inner)) / n;
  });
}

inline Number additive_score(const Asked& a, int b, int h, int i, int j) {
  Number sum = 0;
  for (int d = 0; d < a.width(); ++d) {
    const int row = h * a.width() + d;
    sum += a.parameters.at("score.weight")(0, 0, h, d) *
           std::tanh(mapped(a, "query.weight", row, a.queries, b, i) +
                     mapped(a, "key.weight", row, a.keys, b, j));
  }
  return sum;
}

inline Number tanh_score(const Asked& a, int b, int h, int i, int j) {
  Row mean(static_cast<std::size_t>(a.keys.sizes[3]));
  Number total = 0;
  for (int other = 0; other < a.key_count(); ++other) {
    if (a.hidden(b, i, other)) continue;
    const Number weight = std::exp(a.bias_at(b, h, i, other));
    total += weight;
    for (std::size_t c = 0; c < mean.size(); ++c)
      mean[c] += weight * a.keys(0, b, other, static_cast<int>(c));
  }
  Number sum = 0;
  for (int d = 0; d < a.width(); ++d) {
    const int row = h * a.width() + d;
    Number inner = mapped(a, "key.weight", row, a.keys, b, j) +
                   mapped(a, "query.weight", row, a.queries, b, i) +
                   a.parameters.at("query.bias")(0, 0, 0, row);
    for (std::size_t c = 0; c < mean.size(); ++c)
      inner += a.parameters.at("mean.weight")(0, 0, row, static_cast<int>(c)) * mean[c] / total;
    sum += a.parameters.at("score.weight")(0, 0, h, d) * std::tanh(inner);
  }
  return sum / std::sqrt(a.width());
}

inline Number two_sided_score(const Asked& a, int b, int h, int i, int j) {
  Number sum = 0;
  for (int d = 0; d < a.width(); ++d) {
    const int row = h * a.width() + d;
    sum += mapped(a, "query.weight", row, a.queries, b, i) *
           mapped(a, "key.weight", row, a.keys, b, j);
  }
  return a.settings.at("bias") == 1 ? sum + a.parameters.at("score.bias")(0, 0, 0, j) : sum;
}

inline Number general_score(const Asked& a, int b, int h, int i, int j) {
  Number sum = 0;
  for (int c = 0; c < a.width(); ++c)
    for (int d = 0; d < a.width(); ++d)
      sum += a.q(b, h, i, c) * a.parameters.at("weight")(0, h, c, d) * a.k(b, h, j, d);
  return sum;
}

inline Number location_score(const Asked& a, int b, int h, int i, int j) {
  Number sum = 0;
  for (int d = 0; d < a.width(); ++d)
    sum += a.q(b, h, i, d) * a.parameters.at("weight")(0, h, j, d);
  return sum;
}

inline Number cosine_score(const Asked& a, int b, int h, int i, int j) {
  Number queries = 1e-8, keys = 1e-8;
  for (int d = 0; d < a.width(); ++d) {
    queries += a.q(b, h, i, d) * a.q(b, h, i, d);
    keys += a.k(b, h, j, d) * a.k(b, h, j, d);
  }
  return a.settings.at("sharpness") * dot(a, b, h, i, j) / std::sqrt(queries) / std::sqrt(keys);
}

inline Number gate_score(const Asked& a, int b, int h, int, int j) {
  return mapped(a, "gate.weight", h, a.keys, b, j) + a.parameters.at("gate.bias")(0, 0, 0, h);
}

inline Number linear_score(const Asked& a, int b, int h, int i, int j) {
  const auto feature = [](Number x) { return x.real() > 0 ? x + 1.0 : std::exp(x); };
  Number sum = 0;
  for (int d = 0; d < a.width(); ++d) sum += feature(a.q(b, h, i, d)) * feature(a.k(b, h, j, d));
  return std::log(sum);
}

inline Row sigmoids(const Row& x, double factor) {
  Row y;
  for (const Number& score : x) y.push_back(factor * sigmoid(score));
  return y;
}

// --- all of them ----------------------------------------------------------------------------

inline const std::map<std::string_view, Definition>& attention_definitions() {
  const auto always = [](const Asked&) { return true; };
  static const std::map<std::string_view, Definition> all{
      {"dot", {.score = dot, .weigh = softmax_row}},
      {"scaled-dot", {.score = scaled_dot, .weigh = softmax_row}},
      {"multi-head", {.score = scaled_dot, .weigh = softmax_row}},
      {"multi-query", {.score = scaled_dot, .weigh = softmax_row}},
      {"grouped-query", {.score = scaled_dot, .weigh = softmax_row}},
      {"additive", {.score = additive_score, .weigh = softmax_row}},
      {"tanh-score", {.score = tanh_score, .weigh = softmax_row}},
      {"two-sided",
       {.score = two_sided_score,
        .weigh = softmax_row,
        .knows_positions = [](const Asked& a) { return a.settings.at("bias") == 1; },
        .variant = {{"bias", 1}}}},
      {"general", {.score = general_score, .weigh = softmax_row}},
      {"location", {.score = location_score, .weigh = softmax_row, .knows_positions = always}},
      {"cosine", {.score = cosine_score, .weigh = softmax_row, .variant = {{"sharpness", 2.5}}}},
      {"gated-heads",
       {.score = gate_score,
        .weigh = [](const Asked& a, int,
                    const Row& x) { return sigmoids(x, 1.0 / a.key_count()); }}},
      {"causal",
       {.score = scaled_dot,
        .weigh = softmax_row,
        .sees = [](const Asked& a, int i, int j) { return j <= a.place(i); },
        .knows_positions = always}},
      {"local-window",
       {.score = scaled_dot,
        .weigh = softmax_row,
        .sees = [](const Asked& a, int i,
                   int j) { return std::abs(j - a.place(i)) <= a.settings.at("window"); },
        .knows_positions = always,
        .variant = {{"window", 1}}}},
      {"linear", {.score = linear_score, .weigh = softmax_row}},
      {"hard",
       {.score = scaled_dot,
        .weigh = [](const Asked& a, int h,
                    const Row& x) { return largest_row(x, softmax_row(a, h, x)); }}},
      {"hard-sampled",
       {.score = scaled_dot,
        .weigh = [](const Asked&, int, const Row& x) { return largest_row(x, {}); },
        .draws = true}},
      {"sparsemax", {.score = scaled_dot, .weigh = sparsemax_row}},
      {"entmax", {.score = scaled_dot, .weigh = entmax_row}},
      {"sink",
       {.score = scaled_dot,
        .weigh =
            [](const Asked& a, int h, const Row& x) {
              Row all_scores = x;
              all_scores.push_back(a.parameters.at("sink")(0, 0, 0, h));
              Row y = softmax_row(a, h, all_scores);
              y.pop_back();
              return y;
            }}},
      {"sigmoid",
       {.score = [](const Asked& a, int b, int h, int i,
                    int j) { return scaled_dot(a, b, h, i, j) - std::log(a.key_count()); },
        .weigh = [](const Asked&, int, const Row& x) { return sigmoids(x, 1); }}},
  };
  return all;
}

}  // namespace reference
