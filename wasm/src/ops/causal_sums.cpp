#include <algorithm>

#include "../simd/map.hpp"
#include "ops.hpp"

namespace softlook {
namespace {

// The sums S = Σⱼ kⱼ·vⱼᵀ so far, [D,N]: all that is remembered of the keys, however many they are.
struct Sums {
  float* values;
  int depth, width;

  std::span<float> row(int d) const {
    const auto size = static_cast<std::size_t>(width);
    return {values + static_cast<std::size_t>(d) * size, size};
  }
  void clear() const {
    for (int d = 0; d < depth; ++d) simd::fill(row(d), 0.0f);
  }
  // S += k·vᵀ
  void add(std::span<const float> k, std::span<const float> v) const {
    for (int d = 0; d < depth; ++d) simd::axpy(k[static_cast<std::size_t>(d)], v, row(d));
  }
  // y += Sᵀ·q
  void fetch(std::span<const float> q, std::span<float> y) const {
    for (int d = 0; d < depth; ++d) simd::axpy(q[static_cast<std::size_t>(d)], row(d), y);
  }
  // dq += S·dy
  void fetch_back(std::span<const float> dy, std::span<float> dq) const {
    for (int d = 0; d < depth; ++d) dq[static_cast<std::size_t>(d)] += simd::dot(row(d), dy);
  }
};

// The first rows of q and of k in each head, and how far the last query is from the last key.
template <class Body>
void each_head(const Node& node, Body&& body) {
  const Shape &q = node.inputs[0].shape, &k = node.inputs[1].shape;
  for (int bh = 0; bh < q[0] * q[1]; ++bh) body(bh * q[2], bh * k[2], k[2] - q[2]);
}

// Calls `use(query)` with the sums of all keys that it sees, one query after the other.
template <class Use>
void forwards(const Node& node, Use&& use) {
  const auto& [q, k, v, unused] = node.inputs;
  const Sums& sums = node.as<Sums>();
  each_head(node, [&](int first_q, int first_k, int offset) {
    sums.clear();
    for (int i = 0, j = 0; i < q.shape[2]; ++i) {
      for (; j <= i + offset; ++j) sums.add(k.row(first_k + j), v.row(first_k + j));
      use(first_q + i);
    }
  });
}

void causal_sums_forward(const Node& node) {
  forwards(node, [&](int query) {
    const auto y = node.output.row(query);
    simd::fill(y, 0.0f);
    node.as<Sums>().fetch(node.inputs[0].row(query), y);
  });
}

// dqᵢ += S·dyᵢ with the same sums, made anew; dkⱼ += R·vⱼ and dvⱼ += Rᵀ·kⱼ with R = Σᵢ qᵢ·dyᵢᵀ over
// i ≥ j, made from the end. (A. Katharopoulos et al., 2020, algorithm 1.)
void causal_sums_vjp(const Node& node) {
  const auto& [q, k, v, unused] = node.inputs;
  const Sums& sums = node.as<Sums>();
  if (q.gradient)
    forwards(node, [&](int query) {
      sums.fetch_back(node.output.gradient_row(query), node.inputs[0].gradient_row(query));
    });
  if (!k.gradient && !v.gradient) return;
  each_head(node, [&](int first_q, int first_k, int offset) {
    sums.clear();
    for (int j = k.shape[2] - 1, i = q.shape[2] - 1; j >= 0; --j) {
      for (; i >= 0 && i + offset >= j; --i)
        sums.add(q.row(first_q + i), node.output.gradient_row(first_q + i));
      if (k.gradient) sums.fetch_back(v.row(first_k + j), k.gradient_row(first_k + j));
      if (v.gradient) sums.fetch(k.row(first_k + j), v.gradient_row(first_k + j));
    }
  });
}

}  // namespace

Tensor causal_sums(Tape& tape, const Tensor& q, const Tensor& k, const Tensor& v) {
  if (q.shape.rank() != 4 || k.shape != q.shape.with(2, k.shape[2]) ||
      v.shape != k.shape.with_columns(v.shape.columns()))
    fail(
        "[causal_sums] queries %, keys % and values % do not fit: [B,H,Tq,D], [B,H,Tk,D] and "
        "[B,H,Tk,N] do",
        {q.shape, k.shape, v.shape});
  const int depth = q.shape[3], width = v.shape[3];
  const auto count = static_cast<std::size_t>(depth) * static_cast<std::size_t>(width);
  const Sums sums{tape.arena().reserve<float>(count, "causal_sums"), depth, width};
  return tape.record("causal_sums", q.shape.with_columns(width), {q, k, v}, causal_sums_forward,
                     causal_sums_vjp, tape.save("causal_sums", sums));
}

}  // namespace softlook
