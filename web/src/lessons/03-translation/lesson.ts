import type { Lesson } from "../lesson.ts";

/** What scores without a root take to find the words themselves, and not their neighbours. */
const told = { query: "after", "start-scale": 2, "learning-rate": 0.004, "decay-steps": 2500 };

export default {
  name: "translation",
  title: { en: "Translate, word by word", zh: "逐词翻译" },
  summary: {
    en: "A network reads Chinese and writes English, with one summary for every word or with a look back at each.",
    zh: "一个网络读中文、写英文：要么全句只有一个总结，要么每写一个词都回头看一眼。",
  },
  topic: "language",
  config: {
    task: "translation",
    model: "encoder-decoder",
    attention: "scaled-dot",
    optimizer: "adam",
    seed: 1,
    settings: {
      width: 48,
      "learning-rate": 0.008,
      schedule: "cosine",
      "decay-steps": 1500,
      clip: 1,
    },
  },
  goal: 1500,
  seconds: 30,
  learned: { whole: 0.99, aligned: 0.9 },
  variants: [
    { name: "scaled-dot", title: { en: "Looks back", zh: "回头看" }, config: {} },
    {
      name: "fixed",
      title: { en: "One summary", zh: "只有一个总结" },
      config: { settings: { context: "fixed" } },
    },
    {
      name: "additive",
      title: { en: "Additive score", zh: "加性打分" },
      config: { attention: "additive", settings: told },
      goal: 2500,
    },
    {
      name: "dot",
      title: { en: "Dot product", zh: "点积" },
      config: { attention: "dot", settings: told },
      goal: 2500,
    },
    {
      name: "general",
      title: { en: "A matrix between", zh: "中间隔一个矩阵" },
      config: { attention: "general", settings: told },
      goal: 2500,
    },
    {
      name: "one-way",
      title: { en: "Reads one way", zh: "只从左往右读" },
      config: { settings: { directions: 1 } },
    },
  ],
  views: [
    { view: "matrix", options: { weights: "decoder.attn.weights", truth: "alignment" } },
    { view: "tokens", options: { input: "input", output: "output", target: "target" } },
    { view: "strip", options: { weights: "decoder.attn.weights", truth: "alignment" } },
    { view: "writer", options: { example: "我爱你" } },
    { view: "lines", options: { weights: "decoder.attn.weights", truth: "alignment" } },
    { view: "explain", options: { weights: "decoder.attn.weights" } },
    { view: "typed" },
    { view: "score", options: { value: "whole" } },
    { view: "lengths" },
    { view: "loss" },
  ],
  data: {
    hint: {
      en: "Sentence pairs, one a line: a sentence, a tab, what it means. Two columns copied from a spreadsheet are just that. From 2 to 50,000 pairs of at most 40 words each, or characters where a side is written without spaces; 4 MB at most, in UTF-8. Every tenth pair is kept to test with; a few hundred are a good beginning.",
      zh: "句对，一行一对：原文、制表符（Tab）、译文。从电子表格里复制的两列就是这个格式。2 到 50000 对，每句最多 40 个词（不用空格的文字按字算），总共不超过 4 MB，UTF-8 编码。每十对留出一对用来测试；有几百对，效果就不错。",
    },
    accept: ".tsv,.txt,text/plain,text/tab-separated-values",
  },
  code: ["models/encoder_decoder.cpp", "tasks/translation_grammar.cpp"],
  slow: true,
} satisfies Lesson;
