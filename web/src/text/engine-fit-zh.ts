import { type Pattern, pattern } from "./engine-pattern.ts";

const kinds: Readonly<Record<string, string>> = {
  task: "任务",
  model: "模型",
  attention: "注意力",
  optimizer: "优化器",
};

const unfit = (model: string) => `模型 ${model} 与这个任务配不上；请换一个模型或任务。`;
const unlike = (model: string, other: string) =>
  `模型 ${model} 与这个任务配不上；请改用模型 ${other.replace(" or ", " 或 ")}。`;

/** Why the parts of a run do not go together, or do not go into memory. */
export const fit: readonly Pattern[] = [
  pattern(
    "there is no <any> called <q>; there is <list>",
    (kind, name, known) => `没有叫 ${name} 的${kinds[kind] ?? kind}；有的是 ${known}。`,
  ),
  pattern(
    "there is no <any> called <q>; there is <list>; softlook.wasm has them all",
    (kind, name, known) =>
      `这个引擎文件里没有叫 ${name} 的${kinds[kind] ?? kind}，只有 ${known}；完整的 softlook.wasm 里全都有。`,
  ),
  pattern(
    "<q> does not fit the task <q>, each has a <q> of its own; choose another model",
    (model, task, name) =>
      `模型 ${model} 和任务 ${task} 配不上，两者各有一个 ${name}；请换一个模型。`,
  ),
  pattern("<q> <any>; this task has others", unfit),
  pattern(
    "<q> <any>, and this task has another form; choose the task <q>, or another model",
    (model, _does, task) => `模型 ${model} 与这个任务配不上；请选任务 ${task}，或换一个模型。`,
  ),
  pattern("<q> <any>; this task has vectors, or wants a sequence", unfit),
  pattern("<q> <any>, and this task <any>; choose the model <any>", (model, _does, _wants, other) =>
    unlike(model!, other!),
  ),
  pattern(
    "<q> <any>, and in this task <any>; choose the model <any>",
    (model, _does, _wants, other) => unlike(model!, other!),
  ),
  pattern(
    "<q> sees places of <n> × <n> pixels; an image must have one",
    (model, cell) =>
      `模型 ${model} 看的是 ${cell} × ${cell} 像素的小块，图像至少要有一块；请用更大的图像。`,
  ),
  pattern(
    "<q> reads an image and gives one answer; choose a task of images, as <q>",
    (model, task) =>
      `模型 ${model} 读一幅图像、给一个答案，与这个任务配不上；请选图像任务，如 ${task}。`,
  ),
  pattern(
    "this needs <n> MB, and a session may take <n>; choose fewer samples, shorter sequences or a smaller model",
    (needs, most) =>
      `这样需要 ${needs} MB 内存，一次训练最多可用 ${most} MB；请减少批里的样本、缩短序列，或把模型改小。`,
  ),
  pattern(
    "this needs <n> MB, and there is not so much left; choose fewer samples, shorter sequences or a smaller model",
    (needs) =>
      `这样需要 ${needs} MB 内存，已经没有这么多了；请减少批里的样本、缩短序列，或把模型改小。`,
  ),
  pattern(
    "there is not enough memory left for this; delete sessions that are done, or choose smaller sizes",
    () => "内存不够用了；请关掉其他训练，或把尺寸改小。",
  ),
  pattern(
    "the task <q> takes no data; leave <q> out",
    (task) => `任务 ${task} 不能用自己的数据；请去掉数据。`,
  ),
];
