import type { Lesson } from "../lesson.ts";

export default {
  name: "soft-addressing",
  title: { en: "Soft addressing", zh: "软寻址" },
  summary: {
    en: "A memory is asked with a key that is not quite any of its own, and still gives the right value.",
    zh: "拿一个跟谁都不完全相同的键去问，存储器照样给出对的值。",
  },
  topic: "look-up",
  config: {
    task: "memory",
    model: "addressing",
    attention: "dot",
    optimizer: "sgd",
    seed: 1,
    settings: { temperature: 1 },
  },
  goal: 2000,
  seconds: 7,
  learned: { right: 0.99, attended: 0.9 },
  variants: [
    { name: "warm", title: { en: "temperature 1", zh: "温度 1" }, config: {} },
    {
      name: "hot",
      title: { en: "hot: temperature 20", zh: "热：温度 20" },
      config: { settings: { temperature: 20 } },
    },
    {
      name: "cold",
      title: { en: "cold: temperature 0.1", zh: "冷：温度 0.1" },
      config: { settings: { temperature: 0.1 } },
    },
    {
      name: "table",
      title: { en: "a table: one slot alone", zh: "查表：只取一格" },
      config: { attention: "hard" },
    },
    {
      name: "noisy",
      title: { en: "smudged queries: noise 1", zh: "糊了的查询：噪声 1" },
      config: { settings: { noise: 1 } },
    },
  ],
  dials: [
    {
      setting: "temperature",
      title: { en: "Temperature", zh: "温度" },
      minimum: 0.01,
      maximum: 100,
    },
  ],
  views: [
    { view: "matrix", options: { weights: "attention.weights", truth: "alignment" } },
    { view: "score", options: { value: "right" } },
    { view: "loss" },
    { view: "explain", options: { weights: "attention.weights" } },
  ],
  code: ["models/addressing.cpp", "tasks/memory.cpp"],
} satisfies Lesson;
