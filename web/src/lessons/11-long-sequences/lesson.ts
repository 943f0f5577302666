import type { Lesson } from "../lesson.ts";

export default {
  name: "long-sequences",
  title: { en: "Long sequences", zh: "长序列" },
  summary: {
    en: "Notes lie somewhere in a long text: which kinds of attention find them, and what does a look cost?",
    zh: "笔记散落在一段长文里：哪些注意力找得到，看一眼又要花多少？",
  },
  topic: "order",
  config: {
    task: "recall",
    model: "transformer",
    attention: "multi-head",
    optimizer: "adam",
    seed: 1,
    settings: {
      length: 128,
      heads: 4,
      width: 32,
      layers: 1,
      ffn: 1,
      position: "none",
      "learning-rate": 0.01,
      schedule: "cosine",
      "warm-up": 10,
      "decay-steps": 400,
    },
  },
  goal: 400,
  seconds: 4,
  learned: { right: 0.95 },
  variants: [
    { name: "all", title: { en: "look at all", zh: "全看" }, config: {} },
    {
      name: "window",
      title: { en: "a window of 16", zh: "窗口 16" },
      config: { attention: "local-window", settings: { window: 16 } },
    },
    { name: "linear", title: { en: "linear", zh: "线性" }, config: { attention: "linear" } },
    {
      name: "sparse",
      title: { en: "sparse (entmax)", zh: "稀疏（entmax）" },
      config: { attention: "entmax" },
    },
    {
      name: "short-all",
      title: { en: "32 tokens, look at all", zh: "只有 32 个，全看" },
      config: { settings: { length: 32 } },
    },
    {
      name: "short-window",
      title: { en: "32 tokens, a window of 16", zh: "只有 32 个，窗口 16" },
      config: { attention: "local-window", settings: { length: 32, window: 16 } },
    },
  ],
  views: [
    { view: "matrix", options: { weights: "block0.attn.average", truth: "alignment" } },
    { view: "cost", options: { lengths: "64 128 256 512 1024" } },
    { view: "heads", options: { weights: "block0.attn.weights", truth: "alignment" } },
    { view: "score", options: { value: "right" } },
    { view: "explain", options: { weights: "block0.attn.average" } },
    { view: "loss" },
  ],
  code: ["tasks/recall.cpp", "models/transformer.cpp"],
} satisfies Lesson;
