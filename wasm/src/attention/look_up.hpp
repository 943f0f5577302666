#pragma once

#include "attention.hpp"

// What attentions have in common once they know how to score.
namespace softlook {

// Each head by itself                    [B,T,H·D] → [B,H,T,D]; nothing is copied for one head
Tensor heads_of(Tape&, const Tensor& x, int heads);

// And back                               [B,H,T,D] → [B,T,H·D]; nothing is copied for one head
Tensor side_by_side(Tape&, const Tensor& x);

// What every head's queries and keys have in common; one head of keys may serve several of queries.
// q·k                                    [B,H,Tq,D], [B,Hk,Tk,D] → [B,H,Tq,Tk]
Tensor dot_products(Tape&, const Tensor& queries, const Tensor& keys);

// The same times `factor`, straight from what an attention is given
Tensor dot_scores(Tape&, const AttentionInput&, const Heads&, float factor);

// From the scores [B,H,Tq,Tk] of an attention to its output: masked, made weights by `normalise`,
// and the values fetched in proportion. Names the scores and the weights.
using Normalise = Tensor (*)(Tape&, const Tensor& scores);
AttentionOutput look_up(Tape&, const AttentionInput&, const Heads&, const Tensor& scores,
                        Normalise normalise);

// The same in its two halves, for those that do more in between.
Tensor masked_scores(Tape&, const AttentionInput&, const Tensor& scores);
AttentionOutput fetch(Tape&, const AttentionInput&, const Heads&, const Tensor& masked_scores,
                      const Tensor& weights);

// softmax(factor·Q·Kᵀ)·V: what all that compare by a plain dot product have in common. In one op, and
// without weights, where nobody looks; composed, which defines it, where somebody does.
AttentionOutput dot_look_up(Tape&, const AttentionInput&, const Heads&, float factor);

// 1/√D
float root_scale(int head_width);

// The first `count` of the positions that `learned` has along a dimension, or an Error.
Tensor first_positions(Tape&, const Tensor& learned, int axis, int count);

// A parameter of an attention: `name`.`part`.weight [width,width], uniform within ±1/√width.
const Tensor& square_matrix(const AttentionParts&, const char* part);

}  // namespace softlook
