#include <algorithm>
#include <limits>

#include "../simd/gemm.hpp"
#include "../simd/map.hpp"
#include "../simd/math.hpp"
#include "ops.hpp"

// The queries of a head are taken in blocks. A block computes scores only for the keys that any of
// its queries may see, so what is masked by the causal rule or a window costs neither time nor
// memory. Without a way back the weights of one block are all there ever is: memory is linear in T.
//
// A block lies in memory as [keys,rows], a query in each column: a softmax then goes down all columns
// at once, and both products find their left matrix as they want it.
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
  static constexpr int most_rows = 128;

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

// What a block's queries have to do with its key number `key`.
std::span<float> of_key(float* block, const Block& at, int key) {
  const auto rows = static_cast<std::size_t>(at.rows);
  return {block + static_cast<std::size_t>(key) * rows, rows};
}

// A number for each query of a block.
struct Column {
  explicit Column(const Block& block, float value) : count(static_cast<std::size_t>(block.rows)) {
    simd::fill(all(), value);
  }
  std::span<float> all() { return {numbers, count}; }

  std::size_t count;
  float numbers[Look::most_rows];
};

// −∞ where a query must not look.
void hide(const Look& look, const Block& block, const float* padding, float* scores) {
  if (!look.causal && look.window == 0 && !padding) return;
  int begin = 0, end = 0;  // the rows that see the key
  for (int i = 0; i < block.keys; ++i) {
    const int key = block.key + i;
    while (begin < block.rows && look.end_key(block.row + begin) <= key) ++begin;
    while (end < block.rows && look.first_key(block.row + end) <= key) ++end;
    if (padding && padding[key] < 0) begin = block.rows;
    const std::span<float> row = of_key(scores, block, i);
    simd::fill(row.first(static_cast<std::size_t>(begin)), masked);
    simd::fill(row.subspan(static_cast<std::size_t>(end)), masked);
    if (padding && padding[key] < 0) begin = 0;
  }
}

// Scores s become powers e^(s − the query's largest), and `sums` their sums; 1 for a query that sees
// nothing, whose powers are 0.
void to_powers(const Block& block, float* scores, std::span<float> sums) {
  Column largest(block, masked);
  for (int key = 0; key < block.keys; ++key)
    simd::zip(largest.all(), of_key(scores, block, key), largest.all(),
              [](Batch most, Batch score) { return simd::at_least(most, score); });
  simd::map(largest.all(), largest.all(),
            [](Batch most) { return simd::select(most == Batch(masked), Batch(0.0f), most); });
  for (int key = 0; key < block.keys; ++key) {
    const std::span<float> row = of_key(scores, block, key);
    simd::blocks(row.size(), [&](std::size_t i, auto part) {
      const Batch most = simd::load(&largest.numbers[i], part);
      const Batch power = simd::exp_nonpositive(simd::load(&row[i], part) - most);
      simd::store(&row[i], power, part);
      simd::store(&sums[i], simd::load(&sums[i], part) + power, part);
    });
  }
  simd::map(sums, sums,
            [](Batch sum) { return simd::select(sum == Batch(0.0f), Batch(1.0f), sum); });
}

// With E the powers and n their sums:  O = (E·V) / n, and the weights are P = E / n.
void soft_look_up_forward(const Node& node) {
  const auto& [q, k, v, padding] = node.inputs;
  const Look& look = node.as<Look>();
  each_block(look, [&](const Head& head, const Block& block, float* weights) {
    simd::gemm(block.keys, block.rows, look.width, head.key(k.values, block.key),
               head.query(q.values, block.row).transposed(), weights, block.rows, Into::set);
    hide(look, block, padding.values ? padding.row(head.sample).data() : nullptr, weights);
    Column sums(block, 0);
    to_powers(block, weights, sums.all());

    const Matrix to = head.output(node.output.values, block.row);
    float* out = const_cast<float*>(to.data);
    simd::gemm(block.rows, look.value_width, block.keys, {weights, 1, block.rows},
               head.value(v.values, block.key), out, to.down, Into::set);
    for (int i = 0; i < block.rows; ++i, out += to.down) {
      const std::span<float> row{out, static_cast<std::size_t>(look.value_width)};
      const Batch sum(sums.numbers[i]);
      simd::map(row, row, [&](Batch mixed) { return simd::divide(mixed, sum); });
    }
    if (look.head_weights == 0) return;
    for (int key = 0; key < block.keys; ++key) {
      const std::span<float> row = of_key(weights, block, key);
      simd::zip(row, sums.all(), row,
                [](Batch power, Batch sum) { return simd::divide(power, sum); });
    }
  });
}

// dS = P·(dP − m), with m = Σ dP·P for each query. That m = dO·O, too, but then it would be rounded
// in another way than the dP that it is subtracted from.
void to_slopes(const Block& block, float* weights, float* slopes) {
  Column means(block, 0);
  for (int key = 0; key < block.keys; ++key)
    simd::zip(of_key(weights, block, key), of_key(slopes, block, key), means.all(), means.all(),
              [](Batch weight, Batch d, Batch sum) { return sum + weight * d; });
  for (int key = 0; key < block.keys; ++key) {
    const std::span<float> slope = of_key(slopes, block, key);
    simd::zip(of_key(weights, block, key), slope, means.all(), slope,
              [](Batch weight, Batch d, Batch mean) { return weight * (d - mean); });
  }
}

// A block at a time:  dV += Pᵀ·dO    dP = dO·Vᵀ    dQ += dS·K    dK += dSᵀ·Q
void soft_look_up_vjp(const Node& node) {
  const auto& [q, k, v, padding] = node.inputs;
  const Look& look = node.as<Look>();
  each_block(look, [&](const Head& head, const Block& block, float* weights) {
    const Matrix dy = head.output(node.output.gradient, block.row);
    const Matrix p{weights, 1, block.rows}, ds{look.slopes, 1, block.rows};
    if (v.gradient)
      add(block.keys, look.value_width, block.rows, p.transposed(), dy,
          head.value(v.gradient, block.key));
    if (!q.gradient && !k.gradient) return;
    simd::gemm(block.keys, block.rows, look.value_width, head.value(v.values, block.key),
               dy.transposed(), look.slopes, block.rows, Into::set);
    to_slopes(block, weights, look.slopes);
    if (q.gradient)
      add(block.rows, look.width, block.keys, ds, head.key(k.values, block.key),
          head.query(q.gradient, block.row));
    if (k.gradient)
      add(block.keys, look.width, block.rows, ds.transposed(), head.query(q.values, block.row),
          head.key(k.gradient, block.key));
  });
}

// Blocks of weights that stay in a core's own cache, but are high enough to pay for each key; low
// ones for a window or the causal rule, since the fewer queries there are, the less they see that
// others do not.
int rows_of_blocks(const Look& look) {
  constexpr int numbers = 128 * 1024;
  if (look.window > 0) return std::clamp(2 * look.window, 12, Look::most_rows);
  return std::clamp(numbers / look.keys / 16 * 16, 16, look.causal ? 32 : Look::most_rows);
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
