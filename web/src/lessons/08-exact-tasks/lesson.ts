import type { Lesson } from "../lesson.ts";

export default {
  name: "exact-tasks",
  title: { en: "Copy, reverse, sort, add", zh: "抄写、倒序、排序、加法" },
  summary: {
    en: "Tasks with one right answer show what a head does: here one finds the letter written last, and copies what came after it.",
    zh: "答案唯一的任务最能看清一个头在做什么：这里的头找到刚写下的字母，把它后面的那个抄过来。",
  },
  topic: "order",
  config: {
    task: "copy",
    model: "transformer",
    attention: "multi-head",
    optimizer: "adam",
    seed: 1,
    settings: {
      width: 32,
      heads: 1,
      position: "sinusoidal",
      "learning-rate": 0.005,
      schedule: "cosine",
      "decay-steps": 1500,
    },
  },
  goal: 1600,
  seconds: 10,
  learned: { whole: 0.99, aligned: 0.8 },
  variants: [
    { name: "copy", title: { en: "copy", zh: "抄写" }, config: {} },
    {
      name: "copy-by-place",
      title: { en: "copy, learned positions", zh: "抄写（学出来的位置）" },
      config: { settings: { position: "learned" } },
    },
    {
      name: "copy-one-block",
      title: { en: "copy, one block", zh: "抄写（只有一层）" },
      config: { settings: { layers: 1 } },
    },
    { name: "reverse", title: { en: "reverse", zh: "倒序" }, config: { task: "reverse" } },
    { name: "sort", title: { en: "sort", zh: "排序" }, config: { task: "sort" } },
    {
      name: "addition",
      title: { en: "add", zh: "加法" },
      config: {
        task: "addition",
        optimizer: "adamw",
        settings: { heads: 4, "learning-rate": 0.01, "weight-decay": 0.1 },
      },
      // Each run finds a way of its own to the digits and the carry.
      learned: { whole: 0.99 },
    },
  ],
  views: [
    { view: "matrix", options: { weights: "block1.attn.weights", truth: "alignment" } },
    { view: "tokens", options: { input: "input", output: "output", target: "target" } },
    { view: "strip", options: { weights: "block1.attn.weights", truth: "alignment" } },
    { view: "heads", options: { weights: "block0.attn.weights", truth: "alignment" } },
    { view: "lines", options: { weights: "block1.attn.weights", truth: "alignment" } },
    { view: "explain", options: { weights: "block1.attn.weights" } },
    { view: "heads", options: { weights: "block1.attn.weights", truth: "alignment" } },
    { view: "writer", options: { example: "cadb|" } },
    { view: "typed", options: { example: "cadbfe|d" } },
    { view: "loss" },
    { view: "score", options: { value: "whole" } },
  ],
  code: ["tasks/copy.cpp", "tasks/sort.cpp", "tasks/addition.cpp", "models/transformer.cpp"],
} satisfies Lesson;
