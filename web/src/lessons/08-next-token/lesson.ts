import type { Lesson } from "../lesson.ts";

export default {
  name: "language-model",
  title: { en: "The next word", zh: "下一个词" },
  summary: {
    en: "A small GPT reads stories and comes as close to the next word as their grammar allows: the best possible loss is known exactly.",
    zh: "一个小小的 GPT 读故事、猜下一个词；这里的语法完全公开，最小可能的损失可以精确算出，看它能逼近到什么程度。",
  },
  topic: "language",
  config: {
    task: "text",
    model: "transformer",
    attention: "multi-head",
    optimizer: "adam",
    seed: 1,
    settings: {
      length: 24,
      width: 32,
      heads: 2,
      "learning-rate": 0.005,
      schedule: "cosine",
      "decay-steps": 900,
    },
  },
  goal: 1000,
  seconds: 7,
  learned: { error: 0.435, aligned: 0.8 },
  variants: [
    { name: "itself", title: { en: "with attention", zh: "有注意力" }, config: {} },
    {
      name: "one-word-back",
      title: { en: "sees one word back", zh: "只看前一个词" },
      config: { attention: "local-window", settings: { window: 1, layers: 1 } },
    },
    {
      name: "no-positions",
      title: { en: "without positions", zh: "没有位置编码" },
      config: { settings: { position: "none" } },
    },
  ],
  views: [
    { view: "matrix", options: { weights: "block1.attn.weights", truth: "alignment" } },
    { view: "tokens", options: { input: "input", output: "output", target: "target" } },
    { view: "strip", options: { weights: "block1.attn.weights", truth: "alignment" } },
    { view: "heads", options: { weights: "block1.attn.weights", truth: "alignment" } },
    { view: "lines", options: { weights: "block1.attn.weights", truth: "alignment" } },
    { view: "explain", options: { weights: "block1.attn.weights" } },
    { view: "heads", options: { weights: "block0.attn.weights", truth: "alignment" } },
    { view: "writer", options: { example: "anna sees the" } },
    { view: "typed", options: { example: "anna sleeps . the dogs that the cat sees" } },
    { view: "curves", options: { weights: "block1.attn.weights", truth: "alignment" } },
    { view: "loss" },
    { view: "score", options: { value: "aligned" } },
  ],
  data: {
    hint: {
      en: "Any text, in any script; each character is a token. From 250 characters to 2 MB, in UTF-8, with at most 4096 different characters. The last tenth is kept to test with; the longer the text, the less is learned by heart.",
      zh: "任何文字的文本都行，一个字符算一个词元。从 250 个字符到 2 MB，UTF-8 编码，不同的字符最多 4096 种。最后十分之一留作测试；文本越长，就越难靠死记硬背。",
    },
    accept: ".txt,.md,text/*",
  },
  code: ["tasks/text_grammar.cpp", "tasks/text.cpp", "models/transformer.cpp"],
} satisfies Lesson;
