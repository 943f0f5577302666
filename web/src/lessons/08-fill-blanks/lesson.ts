import type { Lesson } from "../lesson.ts";

export default {
  name: "blanks",
  title: { en: "Fill the blanks", zh: "完形填空" },
  summary: {
    en: "A small BERT reads in both directions and says what stood in the blanks.",
    zh: "一个小小的 BERT 左右两边都读，说出空格里原来是什么词。",
  },
  topic: "language",
  config: {
    task: "blanks",
    model: "transformer",
    attention: "multi-head",
    optimizer: "adam",
    seed: 1,
    settings: {
      length: 24,
      batch: 4,
      width: 32,
      ffn: 2,
      activation: "gelu",
      position: "rotary",
      "start-scale": 0.5,
      "learning-rate": 0.003,
      schedule: "cosine",
      "decay-steps": 59900,
    },
  },
  goal: 60000,
  seconds: 200,
  learned: { right: 0.59, error: 0.27 },
  variants: [
    { name: "itself", title: { en: "reads both ways", zh: "两边都读" }, config: {} },
    {
      name: "only-before",
      title: { en: "reads only what comes before", zh: "只读前文" },
      config: { attention: "causal", settings: { heads: 4 } },
    },
    {
      name: "no-positions",
      title: { en: "without positions", zh: "没有位置编码" },
      config: { settings: { position: "none" } },
    },
  ],
  views: [
    { view: "matrix", options: { weights: "block0.attn.weights" } },
    { view: "tokens", options: { input: "input", output: "output", target: "target" } },
    { view: "strip", options: { weights: "block0.attn.weights" } },
    { view: "heads", options: { weights: "block0.attn.weights" } },
    { view: "lines", options: { weights: "block0.attn.weights" } },
    { view: "explain", options: { weights: "block0.attn.weights" } },
    { view: "heads", options: { weights: "block1.attn.weights" } },
    { view: "typed", options: { example: "anna ▢ the dogs . ▢ sleeps ." } },
    { view: "curves", options: { weights: "block0.attn.weights" } },
    { view: "loss" },
    { view: "score", options: { value: "right" } },
  ],
  data: {
    hint: {
      en: "Any text, in any script; each character is a token. From 250 characters to 2 MB, in UTF-8, with at most 4096 different characters. The last tenth is kept to test with; the longer the text, the less is learned by heart.",
      zh: "任何文字的文本都行，一个字符算一个词元。从 250 个字符到 2 MB，UTF-8 编码，不同的字符最多 4096 种。最后十分之一留作测试；文本越长，就越难靠死记硬背。",
    },
    accept: ".txt,.md,text/*",
  },
  code: ["tasks/blanks.cpp", "tasks/text_grammar.cpp", "models/transformer.cpp"],
  slow: true,
} satisfies Lesson;
