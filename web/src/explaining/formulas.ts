const scores: Record<string, string> = {
  dot: "S = q·k",
  additive: "S = v·tanh(Wq + Uk)",
  "tanh-score": "S = v·tanh(Xk + Mk̄ + Yq + θ) / √D",
  "two-sided": "S = (Wq)·(W′k) + b",
  general: "S = qW·k",
  location: "S = q·w",
  cosine: "S = β · q·k / (|q|·|k|)",
  "gated-heads": "S = w·k + b",
  linear: "S = ln(φ(q)·φ(k))",
  sigmoid: "S = q·k / √D − ln T",
};

const weights: Record<string, string> = {
  hard: "a = 1 | 0",
  "hard-sampled": "a = 1 | 0",
  sparsemax: "a = max(0, S − τ)",
  entmax: "a = max(0, S/2 − τ)²",
  sink: "a = exp(S) / (exp(s) + Σ exp(S))",
  sigmoid: "a = σ(S)",
  "gated-heads": "a = σ(S) / T",
};

/** In letters, for those who know them; all others compare by a scaled product. */
export const scoreFormula = (attention: string) => scores[attention] ?? "S = q·k / √D";

/** All others are a softmax. */
export const weightFormula = (attention: string) => weights[attention] ?? "a = exp(S) / Σ exp(S)";
