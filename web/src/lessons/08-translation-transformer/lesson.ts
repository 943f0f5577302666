import type { Lesson } from "../lesson.ts";

export default {
  name: "translation-transformer",
  title: { en: "Translate without recurrence", zh: "不用循环的翻译" },
  summary: {
    en: "The same sentences, read and written by nothing but attention: all words of a sentence at once.",
    zh: "还是那些句子，读和写都只靠注意力：一句话里的词一起处理。",
  },
  topic: "language",
  config: {
    task: "translation",
    model: "sequence-transformer",
    attention: "multi-head",
    optimizer: "adam",
    seed: 1,
    settings: {
      width: 48,
      layers: 2,
      ffn: 2,
      "learning-rate": 0.003,
      schedule: "cosine",
      "decay-steps": 1500,
    },
  },
  goal: 1500,
  seconds: 30,
  learned: { whole: 0.97, aligned: 0.9 },
  variants: [
    { name: "transformer", title: { en: "Knows where", zh: "知道位置" }, config: {} },
    {
      name: "no-position",
      title: { en: "Without positions", zh: "没有位置" },
      config: { settings: { position: "none" } },
    },
    {
      name: "sinusoidal",
      title: { en: "Positions as waves", zh: "用正弦表示位置" },
      config: { settings: { position: "sinusoidal" } },
    },
    {
      name: "one-head",
      title: { en: "One head", zh: "只有一个头" },
      config: { settings: { heads: 1 } },
    },
  ],
  views: [
    { view: "heads", options: { weights: "decoder.block1.cross.weights", truth: "alignment" } },
    { view: "tokens", options: { input: "input", output: "output", target: "target" } },
    { view: "strip", options: { weights: "decoder.block1.cross.weights", truth: "alignment" } },
    { view: "writer", options: { example: "我爱你" } },
    { view: "lines", options: { weights: "decoder.block1.cross.weights", truth: "alignment" } },
    { view: "explain", options: { weights: "decoder.block1.cross.weights" } },
    { view: "typed" },
    { view: "score", options: { value: "whole" } },
    { view: "lengths" },
    { view: "curves", options: { weights: "decoder.block1.cross.weights", truth: "alignment" } },
    { view: "loss" },
  ],
  data: {
    hint: {
      en: "Sentence pairs, one a line: a sentence, a tab, what it means. Two columns copied from a spreadsheet are just that. From 2 to 50,000 pairs of at most 40 words each, or characters where a side is written without spaces; 4 MB at most, in UTF-8. Every tenth pair is kept to test with; a few hundred are a good beginning.",
      zh: "句对，一行一对：原文、制表符（Tab）、译文。从电子表格里复制的两列就是这个格式。2 到 50000 对，每句最多 40 个词（不用空格的文字按字算），总共不超过 4 MB，UTF-8 编码。每十对留出一对用来测试；有几百对，效果就不错。",
    },
    accept: ".tsv,.txt,text/plain,text/tab-separated-values",
  },
  code: ["models/sequence_transformer.cpp", "layers/blocks.cpp"],
  slow: true,
} satisfies Lesson;
