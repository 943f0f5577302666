#include "look_up.hpp"

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

Tensor dot_products(Tape& tape, const Tensor& queries, const Tensor& keys) {
  const Groups groups(queries, keys);
  return groups.whole(matmul(tape, groups.many(queries), groups.one(keys), Transpose::second));
}

Tensor masked_scores(Tape& tape, const AttentionInput& in, const Tensor& scores) {
  const Tensor masked = in.mask.empty() ? scores : mask(tape, scores, in.mask);
  return tape.name("scores", masked, in.query_axis, in.key_axis);
}

AttentionOutput fetch(Tape& tape, const AttentionInput& in, const Heads& heads,
                      const Tensor& scores, const Tensor& weights) {
  const Tensor named = tape.name("weights", weights, in.query_axis, in.key_axis, &scores);
  const Tensor used = in.dropout > 0 ? dropout(tape, named, in.dropout) : named;
  const Tensor values = heads_of(tape, in.values, heads.keys);  // [B,Hk,Tk,Dv]
  const Groups groups(used, values);
  const Tensor found =
      groups.whole(matmul(tape, groups.many(used), groups.one(values)));  // [B,H,Tq,Dv]
  const Tensor output = heads.queries == 1
                            ? reshape(found, {found.shape[0], found.shape[2], found.shape[3]})
                            : merge_heads(tape, found);
  return {output, named};
}

AttentionOutput look_up(Tape& tape, const AttentionInput& in, const Heads& heads,
                        const Tensor& scores, Normalise normalise) {
  const Tensor masked = masked_scores(tape, in, scores);  // [B,H,Tq,Tk]
  return fetch(tape, in, heads, masked, normalise(tape, masked));
}

}  // namespace softlook
