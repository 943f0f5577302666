#pragma once

#include <array>
#include <span>

#include "../tape.hpp"
#include "../tensor.hpp"

// Every differentiable step, with its formula. One op is one file: forward, its vjp (vector–Jacobian
// product: from the gradient of the output to those of the inputs) directly beneath, and last the
// function itself, which checks the shapes and records the node.
//
// The contract:
//   - a forward fills the whole output; an vjp ADDS to the gradients of its inputs, since a tensor
//     may be used more than once, and leaves inputs without a gradient (constants) alone;
//   - neither allocates: what the way back needs is reserved in the arena beforehand;
//   - neither runs while memory is planned, so shapes never depend on values.
//
// One letter a dimension: B batch, T time (position; Tq of queries, Tk of keys), C width, H heads,
// D width of a head, V vocabulary; M, N, K where a matrix is just a matrix. dx is the gradient of x.
// A token is a whole number in a tensor of floats; −1 is no token: padding, or no answer wanted.
// […] stands for any leading dimensions.
namespace softlook {

// --- products ---------------------------------------------------------------------------------

enum class Transpose { none, first, second, both };

// y = a·b, with either transposed         a […,M,K], b […,K,N] → […,M,N]; a leading dimension of one
//                                         of them may be 1 or left out: it serves all of the other's
Tensor matmul(Tape&, const Tensor& a, const Tensor& b, Transpose = Transpose::none);

// y = x·Wᵀ + b                            x […,K], W [N,K], b [N] or nothing → […,N]
Tensor linear(Tape&, const Tensor& x, const Tensor& weight, const Tensor& bias = {});

// --- element by element -----------------------------------------------------------------------

// Broadcast: sizes are compared from the last dimension on; a 1, or none, is repeated.
Tensor add(Tape&, const Tensor& a, const Tensor& b);       // y = a + b
Tensor subtract(Tape&, const Tensor& a, const Tensor& b);  // y = a − b
Tensor multiply(Tape&, const Tensor& a, const Tensor& b);  // y = a·b
Tensor divide(Tape&, const Tensor& a, const Tensor& b);    // y = a/b
Tensor scale(Tape&, const Tensor& x, float factor);        // y = factor·x

Tensor sigmoid(Tape&, const Tensor& x);      // y = 1/(1 + e⁻ˣ)
Tensor tanh(Tape&, const Tensor& x);         // y = tanh x
Tensor relu(Tape&, const Tensor& x);         // y = max(x, 0)
Tensor gelu(Tape&, const Tensor& x);         // y = x·Φ(x), Φ the normal distribution
Tensor gelu_tanh(Tape&, const Tensor& x);    // y = ½x·(1 + tanh(√(2/π)·(x + 0.044715x³)))
Tensor silu(Tape&, const Tensor& x);         // y = x/(1 + e⁻ˣ)
Tensor exp(Tape&, const Tensor& x);          // y = eˣ
Tensor log(Tape&, const Tensor& x);          // y = ln x, for positive normal x
Tensor square_root(Tape&, const Tensor& x);  // y = √x, for positive x

// y = 0 with the given probability, else x/(1−p); drawn from the tape's noise. Only while training:
// otherwise y is x itself.
Tensor dropout(Tape&, const Tensor& x, float probability);

// --- over one dimension -----------------------------------------------------------------------

// The dimension `axis` (negative: from the last) is left out; the last one left is never empty: [1].
Tensor sum(Tape&, const Tensor& x, int axis);
Tensor mean(Tape&, const Tensor& x, int axis);
Tensor max(Tape&, const Tensor& x, int axis);  // the gradient goes to the first of equal elements

// --- shapes -----------------------------------------------------------------------------------

// The same numbers under another shape: no copy, no node.
Tensor reshape(const Tensor& x, const Shape& shape);
// y's dimension i is x's dimension order[i]; as many as x has, the rest are ignored.
Tensor permute(Tape&, const Tensor& x, std::array<int, Shape::max_rank> order);
Tensor split_heads(Tape&, const Tensor& x, int heads);  // [B,T,H·D] → [B,H,T,D]
Tensor merge_heads(Tape&, const Tensor& x);             // [B,H,T,D] → [B,T,H·D]
Tensor concat(Tape&, const Tensor& a, const Tensor& b, int axis);
Tensor slice(Tape&, const Tensor& x, int axis, int first, int count);
// yᵢ = x_index(i) along the last dimension   x […,N], index […,M] of whole numbers → […,M]
Tensor gather(Tape&, const Tensor& x, const Tensor& index);
// y = the rows of the table that the tokens name; zeros for −1   table [V,C], tokens […] → […,C]
Tensor embedding(Tape&, const Tensor& table, const Tensor& tokens);

// y = all of them, one after the other along `axis`
Tensor join(Tape&, std::span<const Tensor> parts, int axis);
// y = row i of `yes` where token i is one, of `no` where it is −1     tokens [N] or [N,1], [N,C] → [N,C]
Tensor where_token(Tape&, const Tensor& tokens, const Tensor& yes, const Tensor& no);

// --- from scores to weights: every row of the last dimension by itself -------------------------

// Who may look at whom. What may not has the score −∞, and the weight 0.
struct Mask {
  bool causal = false;  // a query at t sees keys up to t, counted from the end: the last sees all
  int window = 0;       // if positive: only keys at most this far away
  Tensor padding = {};  // [B,Tk], or nothing: keys of −1 are no keys
  Tensor bias = {};     // [Tq,Tk], [H,Tq,Tk], [B,H,Tq,Tk] or any part broadcast, or nothing: added

  bool empty() const { return !causal && window == 0 && !padding.values && !bias.values; }
};

// y = x + bias, and −∞ where it is masked    x [B,H,Tq,Tk]
Tensor mask(Tape&, const Tensor& x, const Mask&);

Tensor softmax(Tape&, const Tensor& x);  // yᵢ = exp(xᵢ)/Σₖ exp(xₖ); a row of −∞ alone gives zeros
Tensor log_softmax(Tape&, const Tensor& x);  // yᵢ = xᵢ − ln Σₖ exp(xₖ)
Tensor sparsemax(Tape&, const Tensor& x);    // yᵢ = max(xᵢ − τ, 0), τ such that they sum to one
Tensor entmax15(Tape&, const Tensor& x);     // yᵢ = max(xᵢ/2 − τ, 0)², τ such that they sum to one
// yᵢ = exp(xᵢ)/(exp(s) + Σₖ exp(xₖ))     x [B,H,Tq,Tk], s [H]: a place to look that has no value
Tensor softmax_with_sink(Tape&, const Tensor& x, const Tensor& sink);

// --- normalisation ----------------------------------------------------------------------------

// y = (x − mean)/√(variance + ε)·weight + bias, over the last dimension; weight, bias [C] or nothing
Tensor layer_norm(Tape&, const Tensor& x, const Tensor& weight, const Tensor& bias,
                  float epsilon = 1e-5f);
// y = x/√(mean of squares + ε)·weight
Tensor rms_norm(Tape&, const Tensor& x, const Tensor& weight, float epsilon = 1e-5f);

// --- fused: faster than the ops that it is made of, and equal to them --------------------------

// merge_heads(softmax(mask(q·kᵀ))·v) of split heads, each by itself; the mask has no bias
//     q [B,Tq,H·D], k [B,Tk,Hk·D], v [B,Tk,Hk·Dv] → [B,Tq,H·Dv]; H/Hk heads of q share one of k and v
Tensor soft_look_up(Tape&, const Tensor& q, const Tensor& k, const Tensor& v, int heads,
                    int key_heads, const Mask& = {});

// --- positions --------------------------------------------------------------------------------

// The two halves of each head as pairs (xᵢ, xᵢ₊D/₂), each turned by the angle of its position
//                                         x [B,T,H·D], table [T or more,D], a constant: D/2 cosines
//                                         and D/2 sines in a row → [B,T,H·D]
Tensor rotary(Tape&, const Tensor& x, const Tensor& table, int heads);

// --- images -----------------------------------------------------------------------------------

struct Window {
  int stride = 1;
  int padding = 0;
};
// Cross-correlation, as everybody's   x [B,C,Y,X], kernel [O,C,KY,KX], bias [O] or nothing → [B,O,Y',X']
Tensor convolution(Tape&, const Tensor& x, const Tensor& kernel, const Tensor& bias, Window = {});
Tensor max_pool(Tape&, const Tensor& x, int size, Window);      // padding is never the largest
Tensor average_pool(Tape&, const Tensor& x, int size, Window);  // padding counts as zeros
// What a retina sees around a place: `scales` squares of size×size numbers, each number of square s the
// mean of 2ˢ×2ˢ pixels; outside the image are zeros
//     x [B,Y,X], place [B,2], the row and the column of its middle, whole numbers → [B,scales·size²]
Tensor glimpse(Tape&, const Tensor& x, const Tensor& place, int size, int scales);

// --- losses: one number, [1] ------------------------------------------------------------------

// y = mean over the rows whose target is not −1 of −Σᵥ q_v·ln softmax(x)_v, where q is
// (1−smoothing) on the target and smoothing/V everywhere    x […,V], target […]; 0 if no row counts
Tensor cross_entropy(Tape&, const Tensor& x, const Tensor& target, float smoothing = 0);
// y = Σᵢ (xᵢ − targetᵢ)²/n                x, target of one shape, n numbers each
Tensor mean_squared_error(Tape&, const Tensor& x, const Tensor& target);
// y = Σᵢ −targetᵢ·ln σ(xᵢ) − (1−targetᵢ)·ln(1 − σ(xᵢ)), over n; x before the sigmoid σ
Tensor binary_cross_entropy(Tape&, const Tensor& x, const Tensor& target);

// --- for one attention each --------------------------------------------------------------------

// yᵢⱼ = v·tanh(qᵢ + kⱼ)                   q [B,H,Tq,D], k [B,H,Tk,D], v [H,D] → [B,H,Tq,Tk]
Tensor additive_scores(Tape&, const Tensor& q, const Tensor& k, const Tensor& v);
// y = x + 1 where x > 0, eˣ elsewhere, and 0 where padding [B,T] is −1     x [B,H,T,D] → the same
Tensor elu_plus_one(Tape&, const Tensor& x, const Tensor& padding = {});
// yᵢ = Σⱼ (qᵢ·kⱼ)·vⱼ over j ≤ i, counted from the end as in a causal mask
//                                        q [B,H,Tq,D], k [B,H,Tk,D], v [B,H,Tk,N] → [B,H,Tq,N]
Tensor causal_sums(Tape&, const Tensor& q, const Tensor& k, const Tensor& v);
// yᵢ = xᵢ/x_N, and 0 where x_N is 0          x […,N+1] → […,N]
Tensor ratio(Tape&, const Tensor& x);
// y = 1 at the first largest of each row, else 0; dx += dy, as if y were x. Zeros stay zeros.
Tensor hard_max(Tape&, const Tensor& x);
// y = 1 at one place of each row of p, else 0: while training drawn with these probabilities, else the
// first largest. dp and the gradient of baseline [1] are not made from dy but from the loss.
Tensor hard_sample(Tape&, const Tensor& p, const Tensor& baseline);

}  // namespace softlook
