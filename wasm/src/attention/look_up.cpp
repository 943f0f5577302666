#include "look_up.hpp"

#include <cmath>

namespace softlook {
namespace {

// With fewer heads of keys than of queries, G = H/Hk queries in a row share one.
struct Groups {
  Groups(const Tensor& of_queries, const Tensor& of_keys)
      : batch(of_queries.shape[0]),
        shared(of_keys.shape[1]),
        each(of_queries.shape[1] / of_keys.shape[1]) {}
  Tensor many(const Tensor& x) const {
    return reshape(x, {batch * shared, each, x.shape[2], x.shape[3]});
  }
  Tensor one(const Tensor& x) const {
    return reshape(x, {batch * shared, 1, x.shape[2], x.shape[3]});
  }
  Tensor whole(const Tensor& x) const {
    return reshape(x, {batch, shared * each, x.shape[2], x.shape[3]});
  }

  int batch, shared, each;
};

}  // namespace

Tensor heads_of(Tape& tape, const Tensor& x, int heads) {
  if (heads == 1) return reshape(x, {x.shape[0], 1, x.shape[1], x.shape[2]});
  return split_heads(tape, x, heads);
}

Tensor side_by_side(Tape& tape, const Tensor& x) {
  if (x.shape[1] == 1) return reshape(x, {x.shape[0], x.shape[2], x.shape[3]});
  return merge_heads(tape, x);
}

Tensor dot_products(Tape& tape, const Tensor& queries, const Tensor& keys) {
  const Groups groups(queries, keys);
  return groups.whole(matmul(tape, groups.many(queries), groups.one(keys), Transpose::second));
}

// The queries are scaled: there are fewer of their numbers than of scores, most times.
Tensor dot_scores(Tape& tape, const AttentionInput& in, const Heads& heads, float factor) {
  const Tensor scaled = factor == 1 ? in.queries : scale(tape, in.queries, factor);
  return dot_products(tape, heads_of(tape, scaled, heads.queries),
                      heads_of(tape, in.keys, heads.keys));
}

Tensor masked_scores(Tape& tape, const AttentionInput& in, const Tensor& scores) {
  const Tensor even = in.temperature == 1 ? scores : scale(tape, scores, 1 / in.temperature);
  const Tensor masked = in.mask.empty() ? even : mask(tape, even, in.mask);
  return tape.name("scores", masked, in.query_axis, in.key_axis);
}

AttentionOutput fetch(Tape& tape, const AttentionInput& in, const Heads& heads,
                      const Tensor& scores, const Tensor& weights) {
  const Tensor named = tape.name("weights", weights, in.query_axis, in.key_axis, &scores);
  const Tensor used = in.dropout > 0 ? dropout(tape, named, in.dropout) : named;
  const Tensor values = heads_of(tape, in.values, heads.keys);  // [B,Hk,Tk,Dv]
  const Groups groups(used, values);
  const Tensor found = groups.whole(matmul(tape, groups.many(used), groups.one(values)));
  return {side_by_side(tape, found), named};
}

AttentionOutput look_up(Tape& tape, const AttentionInput& in, const Heads& heads,
                        const Tensor& scores, Normalise normalise) {
  const Tensor masked = masked_scores(tape, in, scores);  // [B,H,Tq,Tk]
  return fetch(tape, in, heads, masked, normalise(tape, masked));
}

AttentionOutput dot_look_up(Tape& tape, const AttentionInput& in, const Heads& heads,
                            float factor) {
  const bool drops = in.dropout > 0 && tape.mode() == Tape::Mode::train;
  if (!tape.shows_everything() && !in.weighs && !drops && !in.mask.bias.values) {
    const float both = factor / in.temperature;
    const Tensor queries = both == 1 ? in.queries : scale(tape, in.queries, both);
    return {soft_look_up(tape, queries, in.keys, in.values, heads.queries, heads.keys, in.mask),
            {}};
  }
  return look_up(tape, in, heads, dot_scores(tape, in, heads, factor), softmax);
}

float root_scale(int head_width) { return 1 / std::sqrt(static_cast<float>(head_width)); }

Tensor first_positions(Tape& tape, const Tensor& learned, int axis, int count) {
  if (count > learned.shape[axis])
    fail(
        "[attention] there are % keys, but only % positions are learned; give fewer, or make the "
        "attention for more",
        {count, learned.shape[axis]});
  return slice(tape, learned, axis, 0, count);
}

const Tensor& square_matrix(const AttentionParts& parts, const char* part) {
  return parts.parameters.add(parts.name + "." + part + ".weight", {parts.width, parts.width},
                              Start::uniform(root_scale(parts.width)));
}

}  // namespace softlook
