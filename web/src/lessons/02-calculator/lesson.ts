import type { Lesson } from "../lesson.ts";

export default {
  name: "calculator",
  title: { en: "Attention by hand", zh: "动手算注意力" },
  summary: {
    en: "Four rows of three numbers: change any of them and follow it to the output.",
    zh: "四行、每行三个数：随便改一个，看它一路怎样影响到输出。",
  },
  topic: "look-up",
  config: {
    task: "numbers",
    model: "calculator",
    attention: "scaled-dot",
    optimizer: "sgd",
    seed: 1,
    settings: { width: 3 },
  },
  goal: 0,
  still: true,
  learned: {},
  variants: [
    { name: "scaled-dot", title: { en: "Scaled dot", zh: "缩放点积" }, config: {} },
    { name: "dot", title: { en: "Dot", zh: "点积" }, config: { attention: "dot" } },
    {
      name: "causal",
      title: { en: "Scaled dot, past only", zh: "缩放点积，只看过去" },
      config: { settings: { mask: "causal" } },
    },
    {
      name: "cold",
      title: { en: "Cold: τ = 0.1", zh: "低温：τ = 0.1" },
      config: { settings: { temperature: 0.1 } },
    },
    {
      name: "hot",
      title: { en: "Hot: τ = 10", zh: "高温：τ = 10" },
      config: { settings: { temperature: 10 } },
    },
    { name: "additive", title: { en: "Additive", zh: "加性" }, config: { attention: "additive" } },
    { name: "general", title: { en: "General", zh: "双线性" }, config: { attention: "general" } },
    { name: "cosine", title: { en: "Cosine", zh: "余弦" }, config: { attention: "cosine" } },
    {
      name: "two-sided",
      title: { en: "QW·KW′ + b", zh: "QW·KW′ + b" },
      config: { attention: "two-sided", settings: { bias: 1 } },
    },
    {
      name: "tanh-score",
      title: { en: "Tanh with mean", zh: "带均值的 tanh" },
      config: { attention: "tanh-score" },
    },
  ],
  views: [{ view: "calculator" }],
} satisfies Lesson;
