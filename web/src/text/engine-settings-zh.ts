import { type Pattern, pattern } from "./engine-pattern.ts";

/** Why a setting cannot be as it is wanted. */
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
      `字母不能重复，所以 ${less} 不能超过 ${more}，也就是 ${most}，现在是 ${got}；请改小。`,
  ),
  pattern(
    "<q> must be at most <q>, <n>; got <n>",
    (less, more, most, got) => `${less} 不能超过 ${more}，也就是 ${most}，现在是 ${got}；请改小。`,
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
];
