import type { Lesson } from "../lesson.ts";

export default {
  name: "next-vector",
  title: { en: "Predict the next vector", zh: "预测下一个向量" },
  summary: {
    en: "Eight vectors are shown, the ninth is among them: a model learns to look it up.",
    zh: "给出八个向量，第九个就在其中：看模型怎样学会去查。",
  },
  topic: "look-up",
  config: {
    task: "ring",
    model: "next-vector",
    attention: "dot",
    optimizer: "sgd",
    seed: 1,
    settings: {},
  },
  goal: 5000,
  seconds: 17,
  learned: { error: 0.1, aligned: 0.95 },
  views: [
    {
      view: "matrix",
      options: { weights: "attention.weights", truth: "alignment", predicts: "x9" },
    },
    { view: "loss" },
    {
      view: "prediction",
      options: { predicted: "output", actual: "target", of: "x9", parts: "2" },
    },
    { view: "explain", options: { weights: "attention.weights" } },
  ],
  code: ["models/next_vector.cpp"],
} satisfies Lesson;
