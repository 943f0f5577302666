// Ops for TensorFlow.js with gradients of their own: few kernels, and products that XNNPACK takes.
import * as tf from "@tensorflow/tfjs-core";
import type { TransformerConfig } from "../party.ts";
import { epsilon } from "../rows.mjs";
import { causalMask } from "./tfjs.ts";

// biome-ignore lint/suspicious/noExplicitAny: as many as were kept.
type Backward = (dy: tf.Tensor, ...kept: any[]) => tf.Tensor[];

/** An op of tensors: its value, and the gradients of what it was given. */
function op(
  inputs: tf.Tensor[],
  forward: (...inputs: tf.Tensor[]) => { value: tf.Tensor; backward: Backward; keep: tf.Tensor[] },
): tf.Tensor {
  const custom = tf.customGrad((...all) => {
    const save = all.pop() as unknown as (tensors: tf.Tensor[]) => void;
    const { value, backward, keep } = forward(...(all as tf.Tensor[]));
    // The forward pass's own tensors are gone by then; what was kept comes back as copies.
    save(keep);
    return { value, gradFunc: (dy, kept) => backward(dy, ...kept) };
  });
  return custom(...inputs);
}

const turned = (x: tf.Tensor) => tf.transpose(x);

/** The sum over all rows, [N, C] → [C]. */
function sumRows(x: tf.Tensor): tf.Tensor {
  return tf.reshape(tf.matMul(tf.ones([1, x.shape[0]!]), x), [x.shape[1]!]);
}

/** y = x·w + b, with x [N, in] and w [in, out]. */
export function linear(x: tf.Tensor, w: tf.Tensor, b: tf.Tensor): tf.Tensor {
  return op([x, w, b], (x, w, b) => ({
    value: tf.fused.matMul({ a: x as tf.Tensor2D, b: w as tf.Tensor2D, bias: b }),
    keep: [x, w],
    backward: (dy, x: tf.Tensor, w: tf.Tensor) => [
      tf.matMul(dy, turned(w)),
      tf.matMul(turned(x), dy),
      sumRows(dy),
    ],
  }));
}

/** LayerNorm over the columns of x [N, C]. */
export function norm(x: tf.Tensor, gain: tf.Tensor, bias: tf.Tensor): tf.Tensor {
  return op([x, gain, bias], (x, gain, bias) => {
    const centred = tf.sub(x, tf.mean(x, -1, true));
    const variance = tf.mean(tf.square(centred), -1, true);
    const scale = tf.rsqrt(tf.add(variance, epsilon));
    const standard = tf.mul(centred, scale);
    return {
      value: tf.add(tf.mul(standard, gain), bias),
      keep: [standard, scale, gain],
      backward: (dy, standard: tf.Tensor, scale: tf.Tensor, gain: tf.Tensor) => {
        const ds = tf.mul(dy, gain);
        const along = tf.mul(standard, tf.mean(tf.mul(ds, standard), -1, true));
        const dx = tf.mul(tf.sub(tf.sub(ds, tf.mean(ds, -1, true)), along), scale);
        return [dx, sumRows(tf.mul(dy, standard)), sumRows(dy)];
      },
    };
  });
}

// gelu(x) = x·σ(2u) with u = √(2/π)·(x + 0.044715·x³), since (1 + tanh u)/2 = σ(2u)
export function gelu(x: tf.Tensor): tf.Tensor {
  const factor = 2 * Math.sqrt(2 / Math.PI);
  return op([x], (x) => {
    const square = tf.square(x);
    const gate = tf.sigmoid(tf.mul(x, tf.add(tf.mul(square, factor * 0.044715), factor)));
    return {
      value: tf.mul(x, gate),
      keep: [x, square, gate],
      backward: (dy, x: tf.Tensor, square: tf.Tensor, gate: tf.Tensor) => {
        const slope = tf.add(tf.mul(square, 3 * factor * 0.044715), factor);
        const inner = tf.mul(tf.mul(x, slope), tf.sub(1, gate));
        return [tf.mul(dy, tf.mul(gate, tf.add(inner, 1)))];
      },
    };
  });
}

/**
 * a·b for each of their matrices. Large ones go to XNNPACK one by one, which costs half a ms each;
 * small ones are cheaper in the plain loops that do all of them in one call.
 */
function products(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  const [m, k] = a.shape.slice(-2) as [number, number];
  const n = b.shape.at(-1)!;
  if (m * n * k < 2_000_000) return tf.matMul(a, b);
  const [left, right] = [a, b].map((x) => tf.unstack(tf.reshape(x, [-1, ...x.shape.slice(-2)])));
  const each = left!.map((matrix, i) => tf.matMul(matrix, right![i]!));
  return tf.reshape(tf.stack(each), [...a.shape.slice(0, -1), n]);
}

/** With rows and columns of each matrix exchanged. */
function exchanged(x: tf.Tensor): tf.Tensor {
  const rank = x.shape.length;
  const axes = x.shape.map((_, i) => i);
  return tf.transpose(x, [...axes.slice(0, rank - 2), rank - 1, rank - 2]);
}

/** softmax(q·kᵀ)·v, for each of the matrices. */
export function attend(q: tf.Tensor, k: tf.Tensor, v: tf.Tensor): tf.Tensor {
  return products(tf.softmax(products(q, exchanged(k))), v);
}

/** Attention of all heads, from and to [batch·time, width]. */
export function attendHeads(
  q: tf.Tensor,
  k: tf.Tensor,
  v: tf.Tensor,
  { batch, time, width, heads, causal }: TransformerConfig,
): tf.Tensor {
  const factor = 1 / Math.sqrt(width / heads);
  const apart = (x: tf.Tensor) =>
    tf.transpose(tf.reshape(x, [batch, time, heads, width / heads]), [0, 2, 1, 3]);
  const together = (x: tf.Tensor) =>
    tf.reshape(tf.transpose(x, [0, 2, 1, 3]), [batch * time, width]);
  return op([q, k, v], (...inputs) => {
    const [q, k, v] = inputs.map(apart) as [tf.Tensor, tf.Tensor, tf.Tensor];
    const scaled = tf.mul(q, factor);
    const scores = products(scaled, exchanged(k));
    const weights = tf.softmax(causal ? tf.add(scores, causalMask(time)) : scores);
    return {
      value: together(products(weights, v)),
      keep: [scaled, k, v, weights],
      backward: (dy, scaled: tf.Tensor, k: tf.Tensor, v: tf.Tensor, weights: tf.Tensor) => {
        const dm = apart(dy);
        const dw = products(dm, exchanged(v));
        const even = tf.sum(tf.mul(dw, weights), -1, true);
        const ds = tf.mul(weights, tf.sub(dw, even));
        return [
          tf.mul(together(products(ds, k)), factor),
          together(products(exchanged(ds), scaled)),
          together(products(exchanged(weights), dm)),
        ];
      },
    };
  });
}

/** The mean over rows of -Σ wanted·log softmax(logits). */
export function crossEntropy(logits: tf.Tensor, wanted: tf.Tensor): tf.Scalar {
  const rows = logits.shape[0]!;
  return op([logits], (logits) => {
    const logs = tf.logSoftmax(logits);
    const dx = tf.mul(tf.sub(tf.exp(logs), wanted), 1 / rows);
    return {
      value: tf.mul(tf.sum(tf.mul(logs, wanted)), -1 / rows),
      keep: [dx],
      backward: (dy, dx: tf.Tensor) => [tf.mul(dx, dy)],
    };
  }) as tf.Scalar;
}
