import type { Lesson } from "../lesson.ts";

export default {
  name: "visual-attention",
  title: { en: "Where it looks", zh: "看哪里" },
  summary: {
    en: "A digit lies among fragments of others; one soft look at the picture finds it.",
    zh: "一个数字混在别的数字的碎片里，对整幅图软软地看一眼，就能把它找出来。",
  },
  topic: "picture",
  config: {
    task: "digits",
    model: "image-attention",
    attention: "additive",
    optimizer: "adam",
    seed: 1,
    settings: {
      size: 32,
      room: 1.6,
      clutter: 3,
      noise: 0.1,
      "learning-rate": 0.005,
      schedule: "cosine",
      "warm-up": 50,
      "decay-steps": 1450,
    },
  },
  goal: 1500,
  seconds: 30,
  learned: { whole: 0.97, attended: 0.5 },
  variants: [
    { name: "look", title: { en: "one soft look", zh: "软看一眼" }, config: {} },
    {
      name: "mean",
      title: { en: "the mean of all places", zh: "各处取平均" },
      config: { settings: { context: "mean" } },
    },
    {
      name: "patches",
      title: { en: "patches that look at each other", zh: "图块互相看" },
      config: { model: "patches", attention: "multi-head" },
    },
  ],
  views: [
    {
      view: "image",
      options: {
        image: "input",
        weights: "attention.weights",
        truth: "alignment",
        rows: "8",
        columns: "8",
      },
    },
    { view: "tokens", options: { input: "input", output: "output", target: "target" } },
    { view: "score", options: { value: "whole" } },
    { view: "explain", options: { weights: "attention.weights", across: "8" } },
    { view: "loss" },
  ],
  code: ["models/image_attention.cpp", "models/patches.cpp"],
  slow: true,
} satisfies Lesson;
