import type { Lesson } from "../lesson.ts";

export default {
  name: "attention-module",
  title: { en: "Heads and a module", zh: "注意力头与注意力模块" },
  summary: {
    en: "Gated heads read an image in stripes, a control chooses among them, and a plain network shows what that is worth.",
    zh: "几个带门的注意力头一条一条地读图，由控制单元取舍；旁边放一个普通网络，看看值不值。",
  },
  topic: "picture",
  config: {
    task: "digits",
    model: "attention-module",
    attention: "tanh-score",
    optimizer: "adam",
    seed: 1,
    settings: {
      heads: 4,
      "learning-rate": 0.007,
      schedule: "cosine",
      "decay-steps": 700,
    },
  },
  goal: 700,
  seconds: 8,
  learned: { right: 0.97, aligned: 0.95 },
  variants: [
    { name: "module", title: { en: "the module", zh: "注意力模块" }, config: {} },
    {
      name: "plain",
      title: { en: "the plain network", zh: "普通网络" },
      config: { model: "perceptron" },
    },
    {
      name: "module-anywhere",
      title: { en: "the module, digits anywhere", zh: "注意力模块，数字位置不定" },
      config: { settings: { room: 1.4 } },
    },
    {
      name: "plain-anywhere",
      title: { en: "the plain network, digits anywhere", zh: "普通网络，数字位置不定" },
      config: { model: "perceptron", settings: { room: 1.4 } },
    },
    {
      name: "product",
      title: { en: "the output as it is printed", zh: "照印出来的公式算输出" },
      config: { settings: { output: "product" } },
    },
  ],
  views: [
    {
      view: "image",
      options: {
        image: "input",
        weights: "attention.weights",
        truth: "alignment",
        rows: "7",
        columns: "1",
      },
    },
    { view: "heads", options: { weights: "attention.weights", truth: "alignment" } },
    { view: "score", options: { value: "right" } },
    { view: "explain", options: { weights: "attention.weights", across: "1" } },
    { view: "tokens", options: { input: "input", output: "output", target: "target" } },
    { view: "curves", options: { weights: "attention.weights", truth: "alignment" } },
    { view: "loss" },
  ],
  data: {
    hint: {
      en: "Digits in the format of MNIST: two IDX files, the images and their labels, chosen together and unpacked (no .gz). Images of at most 28 × 28 pixels, 64 MB in all: the training set of MNIST, 60,000 images, is 47 MB, its test set 8. Every tenth is kept to test with.",
      zh: "MNIST 格式的数字：两个 IDX 文件，图像和标签，一起选上，要先解压（不能是 .gz）。图像最大 28 × 28 像素，总共不超过 64 MB；MNIST 训练集六万张图是 47 MB，测试集是 8 MB。每十张留出一张用来测试。",
    },
    accept: "",
    binary: true,
  },
  code: ["models/attention_module.cpp", "models/perceptron.cpp", "tasks/digits.cpp"],
} satisfies Lesson;
