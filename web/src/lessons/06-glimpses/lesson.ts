import type { Lesson } from "../lesson.ts";

export default {
  name: "glimpses",
  title: { en: "Four glimpses", zh: "只看四眼" },
  summary: {
    en: "A small retina is turned from place to place, and learns where to from being right alone.",
    zh: "小小的视野在图上一次次移动；该看哪里，只凭答对与否来学。",
  },
  topic: "picture",
  config: {
    task: "digits",
    model: "glimpses",
    attention: "hard-sampled",
    optimizer: "adam",
    seed: 1,
    settings: {
      size: 32,
      room: 1.6,
      clutter: 3,
      noise: 0.1,
      "learning-rate": 0.003,
      schedule: "cosine",
      "warm-up": 50,
      "decay-steps": 4950,
    },
  },
  goal: 5000,
  seconds: 45,
  learned: { whole: 0.9, attended: 0.5 },
  variants: [
    { name: "learned", title: { en: "learned", zh: "学着看" }, config: {} },
    {
      name: "random",
      title: { en: "anywhere", zh: "随便看" },
      config: { settings: { look: "random" } },
    },
    {
      name: "centre",
      title: { en: "always the middle", zh: "只看正中" },
      config: { settings: { look: "centre" } },
    },
  ],
  views: [
    {
      view: "image",
      options: {
        image: "input",
        weights: "look.weights",
        truth: "alignment",
        rows: "8",
        columns: "8",
      },
    },
    { view: "tokens", options: { input: "input", output: "output", target: "target" } },
    { view: "score", options: { value: "whole" } },
    { view: "explain", options: { weights: "look.weights", across: "8" } },
    { view: "loss" },
  ],
  code: ["models/glimpses.cpp", "ops/glimpse.cpp"],
  slow: true,
} satisfies Lesson;
