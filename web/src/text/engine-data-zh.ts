import { type Pattern, pattern } from "./engine-pattern.ts";

const unit = (words: string) => (words === "words" || words === "word" ? "词" : "字符");
const kind = (what: string) => (what === "images" ? "图像" : "标签");
const counted: Readonly<Record<string, string>> = {
  "the number of images": "图像的数目",
  "the number of labels": "标签的数目",
  "the number of rows": "图像的行数",
  "the number of columns": "图像的列数",
};
const ordinal = (index: string) => String(Number(index) + 1);
const cell = (line: string, column: string, name: string | undefined) =>
  `第 ${line} 行第 ${column} 列${name ? `（${name}）` : ""}`;

/** Why data that somebody brings cannot be learned from. */
export const data: readonly Pattern[] = [
  // --- text ---
  pattern(
    "byte <n> is none of a text in UTF-8; save the file as plain text in UTF-8",
    (at) => `第 ${ordinal(at)} 个字节不是 UTF-8 文字；请把文件另存为 UTF-8 编码的纯文本。`,
  ),
  pattern(
    "the text has <n> bytes, and at most <n> are read; bring a part of it",
    (has, most) => `这段文字有 ${has} 个字节，最多能读 ${most} 个；请只用其中一部分。`,
  ),
  pattern(
    "the text has <n> bytes, and there may be <n>; bring a part of it",
    (has, most) => `这段文字有 ${has} 个字节，最多能读 ${most} 个；请只用其中一部分。`,
  ),
  pattern(
    "the text is empty; bring one that has something to learn from",
    () => "文字是空的；请换一段有内容可学的。",
  ),
  pattern(
    "the text is <q> alone, over and over; bring one with different characters",
    (what) => `这段文字从头到尾只有 ${what}；请换一段字符有变化的。`,
  ),
  pattern(
    "the text has <n> different characters, and at most <n> can be told apart; bring a part of it",
    (has, most) => `这段文字里有 ${has} 种不同的字符，最多能分辨 ${most} 种；请只用其中一部分。`,
  ),
  pattern(
    "the text has <n> characters; the last tenth, which is kept to test with, must have <n> for a sample: bring at least <n>, or choose a smaller <q>",
    (has, needs, all, length) =>
      `这段文字只有 ${has} 个字符。最后十分之一留作测试，至少要有 ${needs} 个才够一个样本：请提供至少 ${all} 个字符，或把长度（${length}）改小。`,
  ),
  // --- pairs of sentences ---
  pattern(
    "line <n> is no text in UTF-8: it has <q>; bring a text, one pair of sentences a line",
    (line, what) => `第 ${line} 行不是 UTF-8 文字：里面有 ${what}；请用纯文本，每行一对句子。`,
  ),
  pattern(
    "line <n> has no tab; write a sentence, a tab, and what it means",
    (line) => `第 ${line} 行没有制表符；请写一个句子，按 Tab 键，再写它的译文。`,
  ),
  pattern(
    "line <n> has nothing <any> its tab; write a sentence on either side",
    (line, side) =>
      `第 ${line} 行的制表符${side === "before" ? "前" : "后"}面是空的；请在两边各写一个句子。`,
  ),
  pattern(
    "line <n> is one too many: there may be <n> pairs; bring a part of them",
    (line, most) => `到第 ${line} 行就超出了：最多 ${most} 对句子；请只用其中一部分。`,
  ),
  pattern(
    "line <n> has <q>, one too many: a side may have <n> different <any>",
    (line, what, most, words) =>
      `第 ${line} 行的 ${what} 超出了：一边最多有 ${most} 种不同的${unit(words)}；请只用一部分句子。`,
  ),
  pattern(
    "line <n> has a sentence of <n> <any>, and there may be <n>; leave it out",
    (line, has, words, most) =>
      `第 ${line} 行有一个 ${has} 个${unit(words)}的句子，最多 ${most} 个；请去掉这一行。`,
  ),
  pattern(
    "there must be at least two different pairs, one to learn and one to ask; there is <n>",
    (has) => `至少要有两对不同的句子，一对用来学，一对用来问；现在只有 ${has} 对，请再加一些。`,
  ),
  // --- tables of numbers ---
  pattern(
    "byte <n> is no text in UTF-8; save the table as CSV",
    (at) => `第 ${ordinal(at)} 个字节不是 UTF-8 文字；请把表格另存为 CSV。`,
  ),
  pattern(
    "there are no numbers; give a table with a row of them on each line",
    () => "里面没有数；请给一张表，每行一排数。",
  ),
  pattern(
    "line <n> is empty; leave it out, or fill it",
    (line) => `第 ${line} 行是空的；请删去这一行，或补上数。`,
  ),
  pattern(
    "line 1 has <n> columns, and there may be <n>",
    (has, most) => `第 1 行有 ${has} 列，最多 ${most} 列；请去掉几列。`,
  ),
  pattern(
    "line <n> has <n> <any>, and the first line <n>; give each line as many",
    (line, has, _cells, first) =>
      `第 ${line} 行有 ${has} 格，第一行有 ${first} 格；请让每行的格数一样。`,
  ),
  pattern(
    "line <n> is one too many: there may be <n> numbers in all",
    (line, most) => `到第 ${line} 行就超出了：总共最多 ${most} 个数；请删去一些行。`,
  ),
  pattern(
    "line <n>, column <n><column>: the cell is empty; fill it, or leave the line out",
    (line, column, name) => `${cell(line!, column!, name)}是空的；请补上数，或删去这一行。`,
  ),
  pattern(
    "line <n>, column <n><column>: <q> is no number",
    (line, column, name, got) => `${cell(line!, column!, name)}：${got} 不是数；请改成数。`,
  ),
  pattern(
    "line <n>, column <n><column>: <q> is beyond 1e30; choose a larger unit",
    (line, column, name, got) =>
      `${cell(line!, column!, name)}：${got} 超出了 1e30；请换一个更大的单位。`,
  ),
  pattern(
    "line <n>, column <n>: a quote is opened and not closed on this line",
    (line, column) =>
      `${cell(line!, column!, undefined)}：引号开了头，在这一行里没有收尾；请补上引号。`,
  ),
  pattern(
    "line <n>, column <n>: something follows the closing quote",
    (line, column) =>
      `${cell(line!, column!, undefined)}：收尾的引号后面还有东西；请删去，或补上分隔符。`,
  ),
  pattern(
    "<n> rows are too few to predict one from <n> before it: <n> are for training, and <n> are wanted; bring more rows, or choose a smaller <q>",
    (rows, length, has, needs, name) =>
      `${rows} 行太少，没法用前 ${length} 行预测下一行：用来训练的有 ${has} 行，需要 ${needs} 行；请多给几行，或把长度（${name}）改小。`,
  ),
  pattern(
    "no column changes in the last <n> rows, which are kept to test with; bring rows that change to their end",
    (rows) => `最后 ${rows} 行留作测试，但没有一列在变；请给直到末尾都有变化的数。`,
  ),
  // --- images ---
  pattern(
    "the file at byte <n> is packed (gzip); unpack it first and give what comes out",
    () => "文件是 gzip 压缩的；请先解压，再选解压出来的文件。",
  ),
  pattern(
    "the file at byte <n> begins with the number <n>; images begin with <any>, labels with <any>",
    (_at, got) =>
      `这不是 IDX 文件：开头的数是 ${got}，而图像文件应以 2051（0x00000803）开头，标签文件应以 2049（0x00000801）开头；请选一个图像文件和一个标签文件。`,
  ),
  pattern(
    "at byte <n> begins a second file of <any>; give one of images and one of labels",
    (_at, what) => `有两个${kind(what!)}文件；请选一个图像文件和一个标签文件。`,
  ),
  pattern(
    "there is no file of <any>; give one of images and one of labels, one after the other",
    (what) => `缺少${kind(what!)}文件；请同时选一个图像文件和一个标签文件。`,
  ),
  pattern(
    "there are <n> images and <n> labels; give one label for each image",
    (images, labels) => `有 ${images} 幅图像、${labels} 个标签；请让每幅图像各有一个标签。`,
  ),
  pattern(
    "at byte <n> stands <n> as <any>; it must be from 1 to <n>",
    (at, got, what, most) =>
      `从第 ${ordinal(at!)} 个字节起写着${counted[what!] ?? what}：${got}；须在 1 到 ${most} 之间，请检查文件。`,
  ),
  pattern(
    "from byte <n> on there should be <n> bytes of <any>, and there are <n>; is the file whole?",
    (at, wanted, _what, left) =>
      `从第 ${ordinal(at!)} 个字节起应有 ${wanted} 个字节，实际只有 ${left} 个；文件可能不完整，请重新下载。`,
  ),
  pattern(
    "label <n> (byte <n>) is <n>; it must be a digit from 0 to 9",
    (at, _byte, got) => `第 ${ordinal(at!)} 个标签是 ${got}；标签须是 0 到 9 的数字，请检查文件。`,
  ),
  pattern(
    "there is <n> image; give at least two, since one is held out",
    (has) => `只有 ${has} 幅图像；请至少给两幅，因为要留一幅测试。`,
  ),
  pattern(
    "the images have <n> rows and <n> columns; set <q> to at least <n>",
    (rows, columns, size, least) =>
      `图像有 ${rows} 行 ${columns} 列；请把大小（${size}）设为至少 ${least}。`,
  ),
];
