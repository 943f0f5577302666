import type { Lesson } from "../../web/src/lessons/lesson.ts";

// Lessons of these tests alone, on tasks that the engine has. They come to a page as an embedder's own
// would: as a value of the element's property.

const words = (name: string) => ({ en: name, zh: `${name}课` });

export const reversal: Lesson = {
  name: "reversal",
  title: words("Reversal"),
  summary: words("Letters backwards."),
  config: {
    task: "reverse",
    model: "transformer",
    attention: "multi-head",
    optimizer: "adam",
    seed: 1,
    settings: { heads: 2, width: 32, layers: 1, batch: 8, length: 6, "learning-rate": 0.01 },
  },
  goal: 300,
  learned: { right: 0.9, whole: 0.9, attended: 0.5 },
  variants: [
    { name: "two-heads", title: words("Two heads"), config: {} },
    { name: "four-heads", title: words("Four heads"), config: { settings: { heads: 4 } } },
    {
      name: "nowhere",
      title: words("Without positions"),
      config: { settings: { position: "none" } },
    },
  ],
  views: [
    { view: "matrix", options: { weights: "block0.attn.weights", truth: "alignment" } },
    { view: "typed", options: { example: "abcdef" } },
    { view: "tokens", options: { input: "input", output: "output", target: "target" } },
    { view: "heads", options: { weights: "block0.attn.weights", truth: "alignment" } },
    { view: "score", options: { value: "right" } },
    { view: "loss" },
  ],
};

/** The same, with the curves of what comes about far below. */
export const watched: Lesson = {
  ...reversal,
  name: "watched",
  variants: [],
  views: [
    ...reversal.views.slice(0, 5),
    { view: "loss" },
    { view: "score", options: { value: "whole" } },
    { view: "heads", options: { weights: "block0.attn.weights" } },
    { view: "curves", options: { weights: "block0.attn.weights", truth: "alignment" } },
  ],
};

const read = "block0.attn.weights";

/** Letters that see those before them alone. */
export const reading: Lesson = {
  name: "reading",
  title: words("Reading"),
  summary: words("Letters, copied."),
  config: {
    task: "copy",
    model: "transformer",
    attention: "multi-head",
    optimizer: "adam",
    seed: 1,
    settings: { heads: 2, width: 16, layers: 1, batch: 4, vocabulary: 8, shortest: 3, length: 4 },
  },
  goal: 200,
  learned: { right: 0.1 },
  views: [
    { view: "matrix", options: { weights: read, truth: "alignment" } },
    { view: "strip", options: { weights: read, truth: "alignment" } },
    { view: "lines", options: { weights: read, truth: "alignment" } },
    { view: "explain", options: { weights: read } },
  ],
};

const weights = "decoder.attn.weights";

export const writing: Lesson = {
  name: "writing",
  title: words("Writing"),
  summary: words("Letters backwards, written one by one."),
  config: {
    task: "reverse",
    model: "encoder-decoder",
    attention: "additive",
    optimizer: "adam",
    seed: 1,
    settings: { answer: "sequence", width: 16, batch: 8 },
  },
  goal: 200,
  learned: { whole: 0.5 },
  variants: [
    { name: "attention", title: words("With attention"), config: {} },
    { name: "fixed", title: words("Without"), config: { settings: { context: "fixed" } } },
  ],
  views: [
    // Neither an image nor a sound, but numbers in the shape of one.
    {
      view: "image",
      options: { image: "encoder.states", weights, truth: "alignment", rows: "2", columns: "4" },
    },
    { view: "matrix", options: { weights, truth: "alignment" } },
    { view: "tokens", options: { input: "input", output: "output", target: "target" } },
    { view: "sound", options: { wave: "encoder.states", features: "encoder.states", weights } },
  ],
};

/** More cells than are elements of their own. */
export const long: Lesson = {
  ...reversal,
  name: "long",
  config: {
    ...reversal.config,
    settings: { ...reversal.config.settings, length: 64, heads: 1 },
  },
  variants: [],
  views: reversal.views.slice(0, 1),
};

/** Sentences in Chinese and English, which a person can write. */
export const translating: Lesson = {
  ...writing,
  name: "translating",
  config: {
    ...writing.config,
    task: "translation",
    settings: { width: 16, batch: 4 },
  },
  variants: [],
  views: [
    { view: "matrix", options: { weights, truth: "alignment" } },
    { view: "typed" },
    { view: "tokens", options: { input: "input", output: "output", target: "target" } },
  ],
};

/** Learns far too fast; takes tables of one's own. */
export const diverging: Lesson = {
  name: "diverging",
  title: words("Diverging"),
  summary: words("Too fast."),
  config: {
    task: "series",
    model: "next-vector",
    attention: "dot",
    optimizer: "sgd",
    seed: 1,
    settings: { "learning-rate": 10 },
  },
  goal: 5000,
  learned: { error: 0.5 },
  views: [{ view: "loss" }],
  data: { hint: words("A table."), accept: ".csv" },
};
