import type { Lesson } from "../lesson.ts";

export default {
  name: "next-vector",
  title: { en: "Predict the next vector", zh: "预测下一个向量" },
  config: {
    task: "ring",
    model: "next-vector",
    attention: "dot",
    optimizer: "sgd",
    seed: 1,
    settings: {},
  },
  goal: 5000,
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
  ],
} satisfies Lesson;
