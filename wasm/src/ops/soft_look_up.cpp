#include <algorithm>
#include <limits>

#include "../simd/gemm.hpp"
#include "../simd/map.hpp"
#include "../simd/math.hpp"
#include "ops.hpp"

// The queries of a head are taken in blocks. A block computes scores only for the keys that any of
// its queries may see, so what is masked by the causal rule or a window costs neither time nor
// memory. Without a way back the weights of one block are all there ever is: memory is linear in T.
namespace softlook {
namespace {

using simd::Batch;
using simd::Into;
using simd::Matrix;

constexpr float masked = -std::numeric_limits<float>::infinity();

// The queries from `row` on, and the keys from `key` on that one of them may see.
struct Block {
  int row, rows, key, keys;
  std::size_t count() const {
    return static_cast<std::size_t>(rows) * static_cast<std::size_t>(keys);
  }
};

struct Look {
  int batch, heads, group;  // `group` heads of queries share one of keys
  int queries, keys, width, value_width;
  int block_rows;
  bool causal;
  int window;
  std::size_t head_weights;  // kept for each head, or 0
  float* weights;            // of every head if they are kept, else of one block
  float* slopes;             // of one block

  // The keys that the query at `row` may see, as far as the rules of distance go: first, and one
  // past the last.
  int first_key(int row) const {
    return window > 0 ? std::clamp(row + keys - queries - window, 0, keys) : 0;
  }
  int end_key(int row) const {
    const int last = row + keys - queries + (causal ? 0 : window);
    return causal || window > 0 ? std::clamp(last + 1, 0, keys) : keys;
  }
  Block block(int row) const {
    const int rows = std::min(block_rows, queries - row);
    const int first = first_key(row);
    return {row, rows, first, std::max(end_key(row + rows - 1) - first, 0)};
  }
};

// Where one head's part of each tensor lies.
struct Head {
  const Look& look;
  int sample, head;

  Matrix of(const float* data, int positions, int heads, int width, int which, int row) const {
    const std::ptrdiff_t down = std::ptrdiff_t{heads} * width;
    return {
        data + (std::ptrdiff_t{sample} * positions + row) * down + std::ptrdiff_t{which} * width,
        down, 1};
  }
  Matrix query(const float* data, int row) const {
    return of(data, look.queries, look.heads, look.width, head, row);
  }
  Matrix key(const float* data, int row) const {
    return of(data, look.keys, look.heads / look.group, look.width, head / look.group, row);
  }
  Matrix value(const float* data, int row) const {
    return of(data, look.keys, look.heads / look.group, look.value_width, head / look.group, row);
  }
  Matrix output(const float* data, int row) const {
    return of(data, look.queries, look.heads, look.value_width, head, row);
  }
};

template <class Body>
void each_block(const Look& look, Body&& body) {
  float* kept = look.weights;
  for (int sample = 0; sample < look.batch; ++sample)
    for (int head = 0; head < look.heads; ++head) {
      float* weights = kept;
      for (int row = 0; row < look.queries; row += look.block_rows) {
        const Block block = look.block(row);
        body(Head{look, sample, head}, block, weights);
        if (look.head_weights > 0) weights += block.count();
      }
      kept += look.head_weights;
    }
}

void add(int m, int n, int k, Matrix a, Matrix b, Matrix c) {
  simd::gemm(m, n, k, a, b, const_cast<float*>(c.data), c.down, Into::add);
}

std::span<float> row_of(float* block, int row, int keys) {
  const auto width = static_cast<std::size_t>(keys);
  return {block + static_cast<std::size_t>(row) * width, width};
}

// A row of products becomes a row of weights; `seen` is the part that is not masked by distance.
void to_weights(std::span<float> row, std::span<float> seen, const float* padding) {
  if (padding)
    for (std::size_t j = 0; j < seen.size(); ++j)
      if (padding[j] < 0) seen[j] = masked;
  const float largest = simd::max(seen);
  if (largest == masked) {
    // Nothing to look at: zeros, unless a NaN is among them.
    simd::map(seen, seen,
              [](Batch score) { return simd::select(score == score, Batch(0.0f), score); });
  } else {
    simd::map(seen, seen,
              [&](Batch score) { return simd::exp_nonpositive(score - Batch(largest)); });
    const Batch total(simd::sum(seen));
    simd::map(seen, seen, [&](Batch power) { return simd::divide(power, total); });
  }
  std::fill(row.data(), seen.data(), 0.0f);
  std::fill(seen.data() + seen.size(), row.data() + row.size(), 0.0f);
}

void soft_look_up_forward(const Node& node) {
  const auto& [q, k, v, padding] = node.inputs;
  const Look& look = node.as<Look>();
  each_block(look, [&](const Head& head, const Block& block, float* weights) {
    const Matrix to = head.output(node.output.values, block.row);
    float* out = const_cast<float*>(to.data);
    simd::gemm(block.rows, block.keys, look.width, head.query(q.values, block.row),
               head.key(k.values, block.key).transposed(), weights, block.keys, Into::set);
    for (int i = 0; i < block.rows; ++i) {
      const std::span<float> row = row_of(weights, i, block.keys);
      const int first = look.first_key(block.row + i), end = look.end_key(block.row + i);
      const float* pad = padding.values ? padding.row(head.sample).data() + first : nullptr;
      to_weights(row,
                 row.subspan(static_cast<std::size_t>(std::max(first - block.key, 0)),
                             static_cast<std::size_t>(std::max(end - first, 0))),
                 pad);
    }
    simd::gemm(block.rows, look.value_width, block.keys, {weights, block.keys, 1},
               head.value(v.values, block.key), out, to.down, Into::set);
  });
}

// With P the weights, S the scores and O the output, a block at a time:
//     dV += Pᵀ·dO     dP = dO·Vᵀ     dS = P·(dP − Σ dP·P)     dQ += dS·K     dK += dSᵀ·Q
void soft_look_up_vjp(const Node& node) {
  const auto& [q, k, v, padding] = node.inputs;
  const Look& look = node.as<Look>();
  each_block(look, [&](const Head& head, const Block& block, float* weights) {
    const Matrix dy = head.output(node.output.gradient, block.row);
    const Matrix p{weights, block.keys, 1}, ds{look.slopes, block.keys, 1};
    if (v.gradient)
      add(block.keys, look.value_width, block.rows, p.transposed(), dy,
          head.value(v.gradient, block.key));
    if (!q.gradient && !k.gradient) return;
    simd::gemm(block.rows, block.keys, look.value_width, dy,
               head.value(v.values, block.key).transposed(), look.slopes, block.keys, Into::set);
    for (int i = 0; i < block.rows; ++i) {
      const std::span<float> weight = row_of(weights, i, block.keys);
      const std::span<float> slope = row_of(look.slopes, i, block.keys);
      const Batch mean(simd::dot(slope, weight));
      simd::zip(weight, slope, slope, [&](Batch w, Batch d) { return w * (d - mean); });
    }
    if (q.gradient)
      add(block.rows, look.width, block.keys, ds, head.key(k.values, block.key),
          head.query(q.gradient, block.row));
    if (k.gradient)
      add(block.keys, look.width, block.rows, ds.transposed(), head.query(q.values, block.row),
          head.key(k.gradient, block.key));
  });
}

// Blocks of weights that stay in a core's own cache, but are high enough to pay for each key; low
// ones for a window, since the fewer queries there are, the less they see that others do not.
int rows_of_blocks(const Look& look) {
  constexpr int numbers = 48 * 1024;
  if (look.window > 0) return std::clamp(2 * look.window, 12, 96);
  return std::clamp(numbers / look.keys / 4 * 4, 24, 96);
}

}  // namespace

Tensor soft_look_up(Tape& tape, const Tensor& q, const Tensor& k, const Tensor& v, int heads,
                    int key_heads, const Mask& mask) {
  const auto rank3 = [](const Tensor& x) { return x.shape.rank() == 3; };
  if (!rank3(q) || !rank3(k) || !rank3(v) || k.shape[0] != q.shape[0] || v.shape[0] != q.shape[0] ||
      v.shape[1] != k.shape[1] || heads < 1 || key_heads < 1 || heads % key_heads != 0 ||
      q.shape[2] % heads != 0 || v.shape[2] % key_heads != 0 ||
      k.shape[2] != q.shape[2] / heads * key_heads)
    fail("[soft_look_up] queries of % in % heads do not fit keys of % and values of % in %",
         {q.shape, heads, k.shape, v.shape, key_heads});
  if (mask.bias.values)
    fail("[soft_look_up] it knows no bias: compose it of matmul, mask and softmax");

  const Tensor padding{mask.padding.shape, mask.padding.values, nullptr};
  const bool kept = tape.differentiates() && (q.gradient || k.gradient || v.gradient);
  Look look{.batch = q.shape[0],
            .heads = heads,
            .group = heads / key_heads,
            .queries = q.shape[1],
            .keys = k.shape[1],
            .width = q.shape[2] / heads,
            .value_width = v.shape[2] / key_heads,
            .block_rows = 0,
            .causal = mask.causal,
            .window = mask.window,
            .head_weights = 0,
            .weights = nullptr,
            .slopes = nullptr};
  look.block_rows = rows_of_blocks(look);
  std::size_t largest = 0, all = 0;
  for (int row = 0; row < look.queries; row += look.block_rows) {
    const std::size_t count = look.block(row).count();
    largest = std::max(largest, count);
    all += count;
  }
  const char* name = "soft_look_up";
  look.head_weights = kept ? all : 0;
  const std::size_t all_heads =
      static_cast<std::size_t>(look.batch) * static_cast<std::size_t>(heads);
  look.weights = tape.arena().reserve<float>(kept ? all * all_heads : largest, name);
  if (kept) look.slopes = tape.arena().reserve<float>(largest, name);
  return tape.record(name, q.shape.with_columns(heads * look.value_width), {q, k, v, padding},
                     soft_look_up_forward, soft_look_up_vjp, tape.save(name, look));
}

}  // namespace softlook
