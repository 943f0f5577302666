import type { Lesson } from "../lesson.ts";

export default {
  name: "order",
  title: { en: "Order, and its absence", zh: "词序，以及没有词序" },
  summary: {
    en: "Who bit whom? Without positions attention cannot say; with any kind of them it can.",
    zh: "谁咬了谁？没有位置信息，注意力答不上来；给它哪一种位置都行。",
  },
  topic: "order",
  config: {
    task: "order",
    model: "transformer",
    attention: "multi-head",
    optimizer: "adam",
    seed: 1,
    settings: {
      position: "learned",
      width: 32,
      layers: 1,
      "learning-rate": 0.005,
      schedule: "cosine",
      "warm-up": 10,
      "decay-steps": 300,
    },
  },
  goal: 300,
  seconds: 2,
  learned: { right: 0.99, aligned: 0.9 },
  variants: [
    { name: "learned", title: { en: "learned positions", zh: "学来的位置" }, config: {} },
    {
      name: "none",
      title: { en: "no positions", zh: "没有位置" },
      config: { settings: { position: "none" } },
    },
    {
      name: "sinusoidal",
      title: { en: "sines", zh: "正弦位置" },
      config: { settings: { position: "sinusoidal" } },
    },
    {
      name: "rotary",
      title: { en: "rotary", zh: "旋转位置" },
      config: { settings: { position: "rotary" } },
    },
    {
      name: "alibi",
      title: { en: "ALiBi", zh: "ALiBi" },
      config: { settings: { position: "alibi" } },
    },
    {
      name: "words-none",
      title: { en: "rarest word, no positions", zh: "找罕见词，没有位置" },
      config: { settings: { position: "none", rule: "words" } },
    },
    {
      name: "tf-idf",
      title: { en: "TF-IDF", zh: "TF-IDF" },
      config: {
        model: "tf-idf",
        attention: "dot",
        settings: {
          "learning-rate": 0.3,
          schedule: "constant",
          position: null,
          width: null,
          layers: null,
        },
      },
    },
    {
      name: "words-tf-idf",
      title: { en: "rarest word, TF-IDF", zh: "找罕见词，TF-IDF" },
      config: {
        model: "tf-idf",
        attention: "dot",
        settings: {
          "learning-rate": 0.3,
          schedule: "constant",
          rule: "words",
          position: null,
          width: null,
          layers: null,
        },
      },
    },
  ],
  views: [
    { view: "matrix", options: { weights: "block0.attn.weights", truth: "alignment" } },
    { view: "tokens", options: { input: "input", output: "output", target: "target" } },
    { view: "strip", options: { weights: "block0.attn.weights", truth: "alignment" } },
    { view: "heads", options: { weights: "block0.attn.weights", truth: "alignment" } },
    { view: "score", options: { value: "right" } },
    { view: "lines", options: { weights: "block0.attn.weights", truth: "alignment" } },
    { view: "explain", options: { weights: "block0.attn.weights" } },
    { view: "typed" },
    { view: "curves", options: { weights: "block0.attn.weights", truth: "alignment" } },
    { view: "loss" },
  ],
  code: ["layers/positions.cpp", "tasks/order.cpp", "models/tf_idf.cpp"],
} satisfies Lesson;
