import { type Pattern, pattern } from "./engine-pattern.ts";

/** Why a run cannot be as it is set. */
export const settings: readonly Pattern[] = [
  pattern(
    "<q> must be between <n> and <n>, got <n>",
    (name, low, high, got) =>
      `设置 ${name} 须在 ${low} 到 ${high} 之间，现在是 ${got}；请改成这个范围里的数。`,
  ),
  pattern(
    "<q> must be a whole number, got <n>",
    (name, got) => `设置 ${name} 须是整数，现在是 ${got}；请去掉小数部分。`,
  ),
  pattern(
    "<q> must be a number, got <q>",
    (name, got) => `设置 ${name} 须是数，现在是 ${got}；请填一个数。`,
  ),
  pattern(
    "<q> must be one of <list>, got <any>",
    (name, known, got) => `设置 ${name} 没有 ${got} 这个选项；请从中选一个：${known}。`,
  ),
  pattern("<q> must be a number or a name", (name) => `设置 ${name} 须是数或选项的名字；请改正。`),
  pattern(
    "there is no setting called <q>; there is <list>",
    (name, known) => `没有叫 ${name} 的设置；有的是 ${known}。`,
  ),
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
    "<q> must divide the width: <n> does not divide <n>",
    (name, part, whole) =>
      `${name} 须能整除宽度：${whole} 不能被 ${part} 整除；请换一个能整除的数。`,
  ),
  pattern(
    "<q> must divide the width of a value: <n> does not divide <n>",
    (name, part, whole) =>
      `${name} 须能整除值的宽度：${whole} 不能被 ${part} 整除；请换一个能整除的数。`,
  ),
  pattern(
    "<q> must divide the width of the target: <n> does not divide <n>",
    (name, part, whole) =>
      `${name} 须能整除答案的宽度：${whole} 不能被 ${part} 整除；请换一个能整除的数。`,
  ),
  pattern(
    "<q> must divide the rows of the image: <n> does not divide <n>",
    (name, part, whole) =>
      `${name} 须能整除图像的行数：${whole} 不能被 ${part} 整除；请换一个能整除的数。`,
  ),
  pattern(
    "<q> must divide the image: <n> does not divide <n> × <n>",
    (name, part, rows, columns) =>
      `${name} 须能整除图像的边长：${rows} × ${columns} 不能被 ${part} 整除；请换一个能整除的数。`,
  ),
  pattern(
    "<q> must divide <q>: <n> does not divide <n>",
    (name, of, part, whole) =>
      `${name} 须能整除 ${of}：${whole} 不能被 ${part} 整除；请换一个能整除的数。`,
  ),
  pattern(
    "<q> must be even where <q> is convolution, got <n>",
    (name, where, got) =>
      `${where} 是 convolution 时，${name} 须是偶数，现在是 ${got}；请换成偶数。`,
  ),
  pattern(
    "<q> must not be more than <q>: <n> is more than <n>",
    (less, more, a, b) => `${less} 不能大于 ${more}：${a} 大于 ${b}；请把前者改小，或把后者改大。`,
  ),
  pattern(
    "<q> must not be more than <q>: <any>",
    (less, more) => `${less} 不能大于 ${more}；请把前者改小，或把后者改大。`,
  ),
  pattern(
    "<q> must be at most <q>, <n>, since no letter comes twice; got <n>",
    (less, more, most, got) =>
      `字母不能重复，所以 ${less} 不能超过 ${more}（${most}），现在是 ${got}；请改小。`,
  ),
  pattern(
    "<q> must be at most <q>, <n>; got <n>",
    (less, more, most, got) => `${less} 不能超过 ${more}（${most}），现在是 ${got}；请改小。`,
  ),
  pattern(
    "<q> must have room for <n> notes and <n> questions, got <n>",
    (name, notes, questions, got) =>
      `${name} 须放得下 ${notes} 条笔记和 ${questions} 个问题，现在只有 ${got}；请改大。`,
  ),
  pattern(
    "<q> rotary turns pairs of numbers, and a head has <n>; choose a <q> that is 2·<q> times something",
    (name, has, width, heads) =>
      `${name} 选 rotary 时数要成对旋转，而一个头有 ${has} 个数；请让 ${width} 是 2·${heads} 的倍数。`,
  ),
  pattern(
    "<q> cannot change during a run; start a new one with it",
    (name) => `${name} 不能在训练中途改；请用新的值重新开始。`,
  ),
  pattern(
    "<q> does not fit the task <q>, each has a <q> of its own; choose another model",
    (model, task, name) =>
      `模型 ${model} 和任务 ${task} 配不上，两者各有一个 ${name}；请换一个模型。`,
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

const kinds: Readonly<Record<string, string>> = {
  task: "任务",
  model: "模型",
  attention: "注意力",
  optimizer: "优化器",
};
