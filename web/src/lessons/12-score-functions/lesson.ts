import type { Lesson } from "../lesson.ts";

export default {
  name: "score-functions",
  title: { en: "Score functions side by side", zh: "各种打分函数比一比" },
  summary: {
    en: "One task, one seed, a dozen ways to compare a query with a key: who finds it, and who cannot.",
    zh: "同一个任务、同一个种子，十来种比较查询与键的办法：谁找得到，谁注定找不到。",
  },
  topic: "look-up",
  config: {
    task: "ring",
    model: "next-vector",
    attention: "scaled-dot",
    optimizer: "adam",
    seed: 1,
    settings: { "name-size": 16, batch: 16, "learning-rate": 0.003, "start-scale": 1 },
  },
  goal: 1000,
  seconds: 4,
  learned: { error: 0.1, aligned: 0.95 },
  variants: [
    { name: "scaled-dot", title: { en: "Scaled dot", zh: "缩放点积" }, config: {} },
    { name: "dot", title: { en: "Dot", zh: "点积" }, config: { attention: "dot" } },
    {
      name: "scaled-dot-long",
      title: { en: "Scaled dot, long vectors", zh: "缩放点积，长向量" },
      config: { settings: { "name-size": 32, "name-scale": 1.5 } },
    },
    {
      name: "dot-long",
      title: { en: "Dot, long vectors", zh: "点积，长向量" },
      config: { attention: "dot", settings: { "name-size": 32, "name-scale": 1.5 } },
    },
    { name: "general", title: { en: "General", zh: "双线性" }, config: { attention: "general" } },
    { name: "cosine", title: { en: "Cosine", zh: "余弦" }, config: { attention: "cosine" } },
    {
      name: "two-sided",
      title: { en: "QW·KW′ + b", zh: "QW·KW′ + b" },
      config: { attention: "two-sided", settings: { bias: 1 } },
    },
    { name: "additive", title: { en: "Additive", zh: "加性" }, config: { attention: "additive" } },
    {
      name: "tanh-score",
      title: { en: "Tanh with mean", zh: "带均值的 tanh" },
      config: { attention: "tanh-score" },
    },
    { name: "entmax", title: { en: "Entmax", zh: "Entmax" }, config: { attention: "entmax" } },
    { name: "sigmoid", title: { en: "Sigmoid", zh: "Sigmoid" }, config: { attention: "sigmoid" } },
    { name: "linear", title: { en: "Linear", zh: "线性" }, config: { attention: "linear" } },
    { name: "hard", title: { en: "Hard", zh: "硬选择" }, config: { attention: "hard" } },
    {
      name: "gated-heads",
      title: { en: "Gated head", zh: "门控头" },
      config: { attention: "gated-heads" },
    },
    {
      name: "location",
      title: { en: "Location", zh: "按位置" },
      config: { attention: "location" },
    },
  ],
  views: [
    { view: "matrix", options: { weights: "attention.weights", truth: "alignment" } },
    { view: "score", options: { value: "aligned" } },
    { view: "heads", options: { weights: "attention.weights", truth: "alignment" } },
    { view: "explain", options: { weights: "attention.weights" } },
    { view: "loss" },
    { view: "saturation", options: { attentions: "scaled-dot dot", widths: "4 16 64 256 1024" } },
  ],
} satisfies Lesson;
