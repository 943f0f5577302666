import type { Lesson } from "../lesson.ts";

export default {
  name: "recurrent-reader",
  title: { en: "Read first, then look", zh: "先读一遍，再去查" },
  summary: {
    en: "A vector comes again; what followed it the first time? Only who reads in order can look that up.",
    zh: "一个向量又出现了，上一次跟在它后面的是谁？只有按顺序读过的，才查得到。",
  },
  config: {
    task: "echo",
    model: "next-vector",
    attention: "cosine",
    optimizer: "adam",
    seed: 1,
    settings: {
      encoder: "gru",
      width: 48,
      sharpness: 12,
      "learning-rate": 0.006,
      schedule: "cosine",
      "warm-up": 50,
      "decay-steps": 3000,
    },
  },
  goal: 3000,
  learned: { error: 0.05, aligned: 0.95 },
  variants: [
    { name: "gru", title: { en: "read by a GRU", zh: "先用 GRU 读" }, config: {} },
    {
      name: "none",
      title: { en: "not read", zh: "不读，直接查" },
      config: { settings: { encoder: "none" } },
    },
  ],
  views: [
    {
      view: "matrix",
      options: { weights: "attention.weights", truth: "alignment", predicts: "x9" },
    },
    { view: "score", options: { value: "aligned" } },
    {
      view: "prediction",
      options: { predicted: "output", actual: "target", of: "x9", parts: "1" },
    },
    { view: "loss" },
  ],
  code: ["models/next_vector.cpp", "layers/recurrent.cpp", "tasks/echo.cpp", "tasks/series.cpp"],
} satisfies Lesson;
