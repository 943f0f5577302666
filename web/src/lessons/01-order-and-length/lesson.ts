import type { Lesson } from "../lesson.ts";

/** Nothing in a series says what it followed: nobody can be asked where to look. */
const forecast = { error: 0.15 };

export default {
  name: "recurrent-reader",
  title: { en: "Read first, then look", zh: "先读一遍，再去查" },
  summary: {
    en: "A vector comes again; what followed it the first time? Only who reads in order can look that up.",
    zh: "一个向量又出现了，上一次跟在它后面的是谁？只有按顺序读过的，才查得到。",
  },
  topic: "order",
  config: {
    task: "echo",
    model: "next-vector",
    attention: "cosine",
    optimizer: "adam",
    seed: 1,
    settings: {
      encoder: "gru",
      width: 48,
      sharpness: 12,
      "learning-rate": 0.006,
      schedule: "cosine",
      "warm-up": 50,
      "decay-steps": 3000,
    },
  },
  goal: 3000,
  seconds: 10,
  learned: { error: 0.05, aligned: 0.95 },
  variants: [
    { name: "gru", title: { en: "read by a GRU", zh: "先用 GRU 读" }, config: {} },
    {
      name: "none",
      title: { en: "not read", zh: "不读，直接查" },
      config: { settings: { encoder: "none" } },
    },
    {
      name: "series",
      title: { en: "a series, read by a GRU", zh: "数列，先用 GRU 读" },
      config: { task: "series" },
      learned: forecast,
    },
    {
      name: "series-none",
      title: { en: "a series, not read", zh: "数列，不读" },
      config: { task: "series", settings: { encoder: "none" } },
      learned: forecast,
    },
  ],
  views: [
    {
      view: "matrix",
      options: { weights: "attention.weights", truth: "alignment", predicts: "x9" },
    },
    { view: "score", options: { value: "aligned" } },
    {
      view: "prediction",
      options: { predicted: "output", actual: "target", of: "x9", parts: "1" },
    },
    { view: "explain", options: { weights: "attention.weights" } },
    { view: "loss" },
  ],
  data: {
    hint: {
      en: "A table as CSV: a row of numbers at each moment, the oldest first; names above the columns if you like. Commas, semicolons or tabs stand between. Columns are brought to the same scale, and the last tenth of the rows is kept to test with.",
      zh: "CSV 表格：每个时刻一行数，早的在前；第一行可以是列名。数与数之间用逗号、分号或制表符隔开。各列会换算到同一尺度，最后十分之一的行留作测试。",
    },
    accept: ".csv,.tsv,.txt,text/csv,text/plain",
    task: "series",
  },
  code: ["models/next_vector.cpp", "layers/recurrent.cpp", "tasks/echo.cpp", "tasks/series.cpp"],
} satisfies Lesson;
