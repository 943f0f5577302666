// What a party has to be able to do. A party is a module that exports these functions; what it leaves
// out, it does not take part in.

export interface TransformerConfig {
  vocabulary: number;
  time: number;
  batch: number;
  width: number;
  heads: number;
  layers: number;
  causal: boolean;
}
export interface VectorConfig {
  time: number;
  width: number;
}
export interface MatmulConfig {
  size: number;
}
export interface AttentionConfig {
  heads: number;
  time: number;
  width: number;
}

export interface Weight {
  shape: number[];
  values: Float32Array;
}
export type Weights = Record<string, Weight>;

export interface TokenBatch {
  tokens: Int32Array;
  targets: Int32Array;
}
export interface VectorBatch {
  vectors: Float32Array;
  target: Float32Array;
}
export interface Matrices {
  a: Float32Array;
  b: Float32Array;
}
export interface Heads {
  queries: Float32Array;
  keys: Float32Array;
  values: Float32Array;
}

/** A training step takes the batch from JavaScript and gives the loss back to it. */
export interface Training {
  step(): number | Promise<number>;
}

/** A forward pass starts from inputs that are the party's own, and leaves its output there. */
export interface Forward {
  step(): void | Promise<void>;
  /** What the last step computed. */
  output(): Float32Array | Promise<Float32Array>;
  /** The most memory that was ever in use, if the party can tell. */
  peakBytes?(): number;
}

export interface Party {
  transformer?(config: TransformerConfig, weights: Weights, batch: TokenBatch): Promise<Training>;
  nextVector?(config: VectorConfig, weights: Weights, batch: VectorBatch): Promise<Training>;
  matmul?(config: MatmulConfig, inputs: Matrices): Promise<Forward>;
  attention?(config: AttentionConfig, inputs: Heads): Promise<Forward>;
}
