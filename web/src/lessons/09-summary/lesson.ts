import type { Lesson } from "../lesson.ts";

export default {
  name: "summary",
  title: { en: "Sum up a story", zh: "给故事写摘要" },
  summary: {
    en: "A model finds what the hero of a story does, and copies names that it has never met.",
    zh: "模型找出故事主角做了什么，还能把从没见过的名字照抄下来。",
  },
  topic: "language",
  config: {
    task: "stories",
    model: "pointer",
    attention: "dot",
    optimizer: "adam",
    seed: 1,
    settings: { "learning-rate": 0.012, schedule: "cosine", "decay-steps": 1200 },
  },
  goal: 1200,
  seconds: 35,
  learned: { right: 0.95, aligned: 0.9 },
  variants: [
    { name: "pointer", title: { en: "Copies words", zh: "能抄词" }, config: {} },
    {
      name: "plain",
      title: { en: "One fixed state, no copying", zh: "固定状态，不能抄" },
      config: { model: "encoder-decoder", settings: { context: "fixed", width: 48 } },
    },
    {
      name: "looking",
      title: { en: "Looks, but cannot copy", zh: "能看，不能抄" },
      config: { model: "encoder-decoder", settings: { context: "attention", width: 48 } },
    },
    {
      name: "pick",
      title: { en: "Picks sentences", zh: "挑句子" },
      config: {
        model: "transformer",
        attention: "multi-head",
        settings: {
          answer: "pick",
          names: 6,
          batch: 32,
          width: 32,
          heads: 2,
          position: "rotary",
          "learning-rate": 0.004,
        },
      },
    },
  ],
  views: [
    { view: "matrix", options: { weights: "decoder.attn.weights", truth: "alignment" } },
    { view: "tokens", options: { input: "input", output: "output", target: "target" } },
    { view: "strip", options: { weights: "decoder.attn.weights", truth: "alignment" } },
    { view: "lines", options: { weights: "decoder.attn.weights", truth: "alignment" } },
    { view: "score", options: { value: "right" } },
    { view: "explain", options: { weights: "decoder.attn.weights" } },
    {
      view: "writer",
      options: { example: "the fog returns . our hero is fozi . fozi buys the lamp ." },
    },
    { view: "typed" },
    { view: "loss" },
  ],
  code: ["models/pointer.cpp", "tasks/stories.cpp", "tasks/story.cpp"],
  slow: true,
} satisfies Lesson;
