import type { Lesson } from "../lesson.ts";

export default {
  name: "speech",
  title: { en: "Write down what is said", zh: "听写" },
  summary: {
    en: "A voice says one word or two; letter by letter, a network finds in the sound what it has to write.",
    zh: "一个声音说出一两个词，网络一边听一边写，每写一个字母，都自己去声音里找依据。",
  },
  topic: "picture",
  config: {
    task: "speech",
    model: "encoder-decoder",
    attention: "scaled-dot",
    optimizer: "adam",
    seed: 1,
    settings: {
      width: 48,
      "learning-rate": 0.008,
      schedule: "cosine",
      "decay-steps": 1100,
    },
  },
  goal: 1100,
  seconds: 20,
  learned: { whole: 0.93, aligned: 0.85 },
  variants: [
    { name: "open", title: { en: "Half of the words invented", zh: "一半是生造的词" }, config: {} },
    {
      name: "digits",
      title: { en: "Digits alone", zh: "只有数字" },
      config: { settings: { invented: 0 } },
      // Ten words are told apart by a few moments of each: it need not listen to every letter.
      learned: { whole: 0.93 },
    },
    {
      name: "fixed",
      title: { en: "Without attention", zh: "不用注意力" },
      config: { settings: { context: "fixed" } },
    },
  ],
  views: [
    {
      view: "sound",
      options: { wave: "sound", features: "input", weights: "decoder.attn.weights" },
    },
    { view: "loss" },
    { view: "tokens", options: { input: "input", output: "output", target: "target" } },
    { view: "matrix", options: { weights: "decoder.attn.weights", truth: "alignment" } },
    { view: "typed", options: { example: "six two" } },
    { view: "lengths", options: { wordsWrong: "0.03" } },
  ],
  code: ["models/encoder_decoder.cpp", "tasks/speech.cpp", "sound/voice.cpp"],
  slow: true,
} satisfies Lesson;
