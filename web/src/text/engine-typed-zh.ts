import { type Pattern, pattern } from "./engine-pattern.ts";

/** Why what somebody writes in the page cannot be read. */
export const typed: readonly Pattern[] = [
  pattern("there is nothing to read; write something", () => "什么也没写；请写点内容。"),
  pattern(
    "at most <n> <any> are read at once; write less",
    (most, words) => `一次最多读 ${most} 个${words === "words" ? "词" : "字符"}；请写短一些。`,
  ),
  pattern(
    "<q> does not occur in the text that was learned from; write it without",
    (what) => `学过的文字里没有 ${what}；请不要用它。`,
  ),
  pattern(
    "<q> is not a word of these stories; there is <list>",
    (word, known) => `这些故事里没有 ${word} 这个词；可以用的有 ${known}。`,
  ),
  pattern(
    "<q> is not a word of these stories; there are some such as <list>, and names such as <q>",
    (word, known, name) =>
      `这些故事里没有 ${word} 这个词；可以用的有 ${known} 等，还有名字，如 ${name}。`,
  ),
  pattern(
    "<q> is not a letter of this task; write letters from <q> to <q>",
    (one, first, last) => `${one} 不是这个任务里的字母；请用 ${first} 到 ${last} 的字母。`,
  ),
  pattern(
    "a word has 1 to <n> letters, got <n>",
    (most, got) => `一个词有 1 到 ${most} 个字母，现在有 ${got} 个；请增减字母。`,
  ),
  pattern(
    "the letter <q> comes twice before the |; write each once",
    (one) => `字母 ${one} 在 | 之前出现了两次；请每个字母只写一次。`,
  ),
  pattern(
    "<q> is no sum of two numbers of up to <n> digits; write one as 4+85, or with its last digits first, 4+85=98",
    (got, digits) =>
      `${got} 不是两个不超过 ${digits} 位的数相加；请写成 4+85 这样，或从个位起写出和：4+85=98。`,
  ),
  pattern(
    "there is no word <q>; there is <list>",
    (word, known) => `没有 ${word} 这个词；可以用的有 ${known}。`,
  ),
  pattern(
    "a sentence has up to <n> words and a question mark, got <n>",
    (most, got) => `一句话最多有 ${most} 个词和一个问号，现在有 ${got} 个词；请写短一些。`,
  ),
  pattern(
    "a sentence has at least one name, and one question mark at its end",
    () => "一句话至少要有一个名字，末尾要有一个问号；请补上。",
  ),
  pattern(
    "a sentence has one name before <q> and one after it: dog bit cat ?",
    (verb) => `${verb} 前后要各有一个名字，如“dog bit cat ?”。`,
  ),
  pattern(
    "a story may have <n> words, full stops among them, and this one has <n>; shorten it",
    (most, got) => `一个故事连句号在内最多 ${most} 个词，这个有 ${got} 个；请写短一些。`,
  ),
  pattern(
    "the story does not say who its hero is; let a sentence be <q>",
    (example) => `故事没有说主角是谁；请写上一句，如 ${example}。`,
  ),
  pattern(
    "there is only an introduction; write a sentence more",
    () => "只有开头的介绍；请再写一句。",
  ),
  pattern(
    "the summary of this story has <n> words, more than <n>; leave something out",
    (got, most) => `这个故事的摘要有 ${got} 个词，超过了 ${most} 个；请去掉一些内容。`,
  ),
  pattern(
    "the samples of this task cannot be written; choose one by its number",
    () => "这个任务的样本没法用文字写出来；请按编号选一个。",
  ),
  // --- translation ---
  pattern("this is no text in UTF-8", () => "这不是 UTF-8 文字；请改用普通文字。"),
  pattern(
    "the sentence has <q>, which no pair has; use only what they are made of",
    (word) => `句子里的 ${word} 在所有句对中都没有出现过；请只用句对里有的。`,
  ),
  pattern(
    "there is nothing to translate; write a sentence",
    () => "没有可翻译的内容；请写一个句子。",
  ),
  pattern(
    "the sentence has <n> words, and there may be <n>; write a shorter one",
    (got, most) => `句子有 ${got} 个词，最多 ${most} 个；请写短一些。`,
  ),
  pattern(
    "no word that the task knows begins with <q>; it knows <any>",
    (got, known) => `认识的词里没有以 ${got} 开头的；可以用的有：${known}`,
  ),
  // --- rows of numbers ---
  pattern(
    "row <n>: <q> is no number from -<n> to <n>",
    (row, got, most) =>
      `第 ${row} 行：${got} 不是 −${most} 到 ${most} 之间的数；请改成这个范围里的数。`,
  ),
  pattern(
    "row <n> has <n> numbers, and a query, a key and a value of <n> each are <n>",
    (row, got, width, wanted) =>
      `第 ${row} 行有 ${got} 个数；查询、键、值各 ${width} 个，一共应有 ${wanted} 个。`,
  ),
  pattern("there may be at most <n> rows of numbers", (most) => `最多 ${most} 行数；请删去几行。`),
  pattern(
    "write at least one row of numbers: a query, a key and a value",
    () => "请至少写一行数：查询、键、值。",
  ),
  // --- what is said aloud ---
  pattern(
    "here <n> words at most can be said; write fewer, or choose more <q>",
    (most, name) => `这里最多能说 ${most} 个词；请写少一些，或把词数（${name}）改大。`,
  ),
  pattern(
    "there is nothing to say; write digits, or words",
    () => "没有可说的内容；请写数字或词。",
  ),
  pattern(
    "<q> cannot be said; write digits, or words of up to <n> letters out of <q>",
    (got, most, letters) =>
      `${got} 读不出来；请写数字，或由 ${letters} 里的字母组成、不超过 ${most} 个字母的词。`,
  ),
  // --- writing on ---
  pattern("give at least one token to go on from", () => "请至少写一个词或字符作为开头。"),
  pattern(
    "the target is full; leave -1 where it is to go on",
    () => "已经写满了，没法再续写；请从头开始。",
  ),
];
