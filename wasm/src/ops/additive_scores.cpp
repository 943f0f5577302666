#include "../simd/map.hpp"
#include "../simd/math.hpp"
#include "ops.hpp"

namespace softlook {
namespace {

using simd::Batch;

// One pair of a query and a key, of which there are B·H·Tq·Tk.
struct Pair {
  int query, key;  // rows of q and of k
  int head;
  std::size_t score;  // index in y
};

template <class Body>
void each_pair(const Shape& y, Body&& body) {
  std::size_t score = 0;
  for (int bh = 0; bh < y[0] * y[1]; ++bh)
    for (int i = 0; i < y[2]; ++i)
      for (int j = 0; j < y[3]; ++j) body(Pair{bh * y[2] + i, bh * y[3] + j, bh % y[1], score++});
}

void additive_scores_forward(const Node& node) {
  const auto& [q, k, v, unused] = node.inputs;
  const auto plus = [](auto a, auto b) { return a + b; };
  each_pair(node.output.shape, [&](const Pair& pair) {
    const float *query = q.row(pair.query).data(), *key = k.row(pair.key).data(),
                *weight = v.row(pair.head).data();
    const auto term = [&](std::size_t i, auto part) {
      const Batch sum = simd::load(query + i, part) + simd::load(key + i, part);
      return simd::load(weight + i, part) * simd::tanh(sum);
    };
    const Batch total = simd::reduce(static_cast<std::size_t>(v.shape[1]), Batch(0.0f), term, plus);
    node.output.values[pair.score] = simd::fold_lanes(total, plus);
  });
}

// With t = tanh(qᵢ + kⱼ):  dv += dyᵢⱼ·t,  dqᵢ and dkⱼ += dyᵢⱼ·v·(1 − t²). Made anew for each pair: to
// keep it would take D times the memory of the scores.
void additive_scores_vjp(const Node& node) {
  const auto& [q, k, v, unused] = node.inputs;
  each_pair(node.output.shape, [&](const Pair& pair) {
    const auto query = q.row(pair.query), key = k.row(pair.key), weight = v.row(pair.head);
    const auto width = weight.size();
    const Batch dy(node.output.gradient[pair.score]);
    simd::blocks(width, [&](std::size_t i, auto part) {
      const auto add = [&](const Tensor& x, int row, const Batch& more) {
        if (!x.gradient) return;
        float* dx = x.gradient_row(row).data() + i;
        simd::store(dx, simd::load(dx, part) + more, part);
      };
      const Batch t = simd::tanh(simd::load(&query[i], part) + simd::load(&key[i], part));
      const Batch inner = dy * simd::load(&weight[i], part) * (Batch(1.0f) - t * t);
      add(q, pair.query, inner);
      add(k, pair.key, inner);
      add(v, pair.head, dy * t);
    });
  });
}

}  // namespace

Tensor additive_scores(Tape& tape, const Tensor& q, const Tensor& k, const Tensor& v) {
  if (q.shape.rank() != 4 || k.shape != q.shape.with(2, k.shape[2]) ||
      v.shape != Shape{q.shape[1], q.shape[3]})
    fail(
        "[additive_scores] queries %, keys % and v % do not fit: [B,H,Tq,D], [B,H,Tk,D] and [H,D] "
        "do",
        {q.shape, k.shape, v.shape});
  return tape.record("additive_scores", q.shape.with_columns(k.shape[2]), {q, k, v},
                     additive_scores_forward, additive_scores_vjp);
}

}  // namespace softlook
