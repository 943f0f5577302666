import type { Config, MainModule, Session } from "softlook-wasm";
import { beforeAll, describe, expect, test } from "vitest";
import { sentence } from "../../web/src/engine/sentence.ts";
import { lessons } from "../../web/src/lessons/registry.ts";
import { en } from "../../web/src/text/en.ts";
import { engineWords } from "../../web/src/text/engine-words.ts";
import { zh } from "../../web/src/text/zh.ts";
import { realEngine } from "./engine.ts";

let engine: MainModule;
beforeAll(async () => {
  engine = await realEngine();
});

type Changes = Partial<Omit<Config, "settings">> & { settings?: Record<string, number | string> };
type Data = string | Uint8Array;

function session(lesson: string, changes: Changes = {}, data?: Data): Session {
  const { config } = lessons.find(({ name }) => name === lesson)!;
  const settings = { ...(changes.task ? {} : config.settings), ...changes.settings };
  const wanted = { ...config, ...changes, settings } as Config;
  return data === undefined ? new engine.Session(wanted) : new engine.Session(wanted, data);
}

/** What the engine says when that is done. */
function said(done: () => unknown): string {
  try {
    done();
  } catch (error) {
    return sentence(error);
  }
  throw new Error("nothing was refused");
}

const settled = (lesson: string, settings: Record<string, number | string>) => () =>
  session(lesson, { settings });
const brought = (lesson: string, data: Data) => () => session(lesson, {}, data);
const written = (lesson: string, text: string, changes?: Changes) => () =>
  session(lesson, changes).read(text);

function idx(magic: number, ...rest: number[]): number[] {
  return [0, 0, magic >> 8, magic & 255, ...rest];
}
const image = idx(0x803, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 9, 8);
const bytes = (...parts: number[][]) => Uint8Array.from(parts.flat());

const series = (csv: string) => () => session("next-vector", { task: "series" }, csv);
const pairs = (text: string) => brought("translation", text);
const rows = (count: number, cell: (i: number) => number) =>
  Array.from({ length: count }, (_, i) => cell(i)).join("\n");
const filed = (change: (file: Uint8Array) => Uint8Array) => () =>
  engine.Session.load(change(session("next-vector").save()));
const withHeader = (header: string) => () => {
  const file = new Uint8Array(8 + header.length);
  file.set([header.length]);
  file.set(new TextEncoder().encode(header), 8);
  return engine.Session.load(file);
};

/** By what a person does. */
const refusals: Record<string, () => unknown> = {
  // --- settings ---
  "a setting out of its range": settled("next-vector", { batch: 0 }),
  "a broken number": settled("next-vector", { batch: 2.5 }),
  "a word for a number": settled("next-vector", { batch: "many" }),
  "another choice than there is": settled("order", { position: "round" }),
  "another setting than there is": settled("order", { lenght: 3 }),
  "another task than there is": () => session("order", { task: "nothing" }),
  "another model than there is": () => session("order", { model: "nothing" }),
  "another attention than there is": () => session("order", { attention: "nothing" }),
  "another optimizer than there is": () => session("order", { optimizer: "nothing" }),
  "heads that do not divide the width": settled("order", { heads: 3 }),
  "keys for heads that do not divide them": () =>
    session("order", { attention: "grouped-query", settings: { heads: 4, "key-heads": 3 } }),
  "heads that do not divide a value": settled("soft-addressing", { heads: 3 }),
  "rows that do not divide the image": settled("attention-module", { rows: 5 }),
  "turned heads of an odd width": settled("order", { position: "rotary", width: 30, heads: 2 }),
  "more letters than the alphabet": settled("exact-tasks", { length: 12, vocabulary: 4 }),
  "a shortest above the longest": settled("exact-tasks", { shortest: 9, length: 8 }),
  "more notes than keys": settled("long-sequences", { keys: 4, notes: 8 }),
  "more notes than room": settled("long-sequences", { length: 8, keys: 8, notes: 8 }),
  "more slots than values": settled("soft-addressing", { slots: 32, vocabulary: 4 }),
  "more memory than there may be": settled("language-model", {
    length: 256,
    batch: 256,
    width: 256,
  }),
  "a model of images for words": () => session("order", { task: "order", model: "glimpses" }),
  "a model of sequences for one answer": () =>
    session("translation", { task: "translation", model: "transformer" }),
  "a model that answers everywhere for a sequence": () =>
    session("order", { task: "text", model: "encoder-decoder" }),
  "a model of vectors for words": () => session("order", { task: "text", model: "next-vector" }),
  "a model of words for vectors": () => session("order", { task: "ring", model: "tf-idf" }),
  "a pointer to other words": () => session("order", { task: "text", model: "pointer" }),
  "what is fixed in a run": () => session("order").set("width", 64),
  // --- own data ---
  "bytes for text": brought("language-model", new Uint8Array(300)),
  "an empty text": brought("language-model", "\n"),
  "one character over and over": brought("language-model", "a".repeat(300)),
  "a short text": brought("language-model", "to be or not to be"),
  "too many different characters": brought(
    "language-model",
    Array.from({ length: 5000 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join(""),
  ),
  "pairs of bytes": pairs("a\u0000b"),
  "a line without a tab": pairs("no tab here"),
  "half a pair": pairs("a b\t"),
  "the other half": pairs("\ta b"),
  "one pair": pairs("a\tb"),
  "a long sentence": pairs(`${"a ".repeat(200)}\tb`),
  "a table of bytes": series("\u0000"),
  "a table of nothing": series("a,b"),
  "an empty line": series("1\n\n2"),
  "a word in a table": series("1,2\n3,x"),
  "a word in a column with a name": series("a,b\n1,2\n3,x"),
  "an empty cell": series("1,2\n3,"),
  "a huge number": series("1,2\n3,1e40"),
  "a short line": series("1,2\n3"),
  "an open quote": series('1,2\n"3,4'),
  "more after a quote": series('1,2\n"3"4,5'),
  "few rows": series(rows(5, (i) => i)),
  "rows that stay as they are": series(rows(90, (i) => Math.max(0, 40 - i))),
  "no file of images": brought("attention-module", bytes([1, 2, 3, 4, 5, 6, 7, 8])),
  "a packed file": brought("attention-module", bytes([0x1f, 0x8b, 8, 0, 0, 0, 0, 0])),
  "images without labels": brought("attention-module", bytes(image)),
  "images twice": brought("attention-module", bytes(image, image)),
  "half a file of images": brought("attention-module", bytes(image.slice(0, -1))),
  "no image": brought("attention-module", bytes(idx(0x803, 0, 0, 0, 0))),
  "fewer labels than images": brought("attention-module", bytes(image, idx(0x801, 0, 0, 0, 1, 3))),
  "a label that is no digit": brought(
    "attention-module",
    bytes(image, idx(0x801, 0, 0, 0, 2, 3, 12)),
  ),
  // --- what is written ---
  "an unknown word": written("language-model", "zebra"),
  "too many words": written("language-model", "the ".repeat(99)),
  "a letter too far": written("exact-tasks", "z"),
  "too many letters": written("exact-tasks", "abcdefgh".repeat(9)),
  "a letter twice": written("exact-tasks", "aa|"),
  "an unknown word to order": written("order", "zebra bit cat ?"),
  "a sentence without a question": written("order", "bit"),
  "an unknown word in a story": written("summary", "zebra ."),
  "a story without a hero": written("summary", "."),
  "nothing to translate": written("translation", ""),
  "what cannot be translated": written("translation", "x"),
  "numbers that are none": written("calculator", "1 2 x"),
  "few numbers": written("calculator", "1 2"),
  "no numbers": written("calculator", ""),
  "many rows": written("calculator", "1 2 3 4 5 6 7 8 9\n".repeat(99)),
  "nothing to say": written("speech", ""),
  "what cannot be said": written("speech", "xyz"),
  "much to say": written("speech", "1234567890".repeat(9)),
  "no sum": written("exact-tasks", "4+", { task: "addition" }),
  "what is not written": written("attention-module", "7"),
  // --- files ---
  "an empty file": filed(() => new Uint8Array()),
  "a page for a file": filed(() => new TextEncoder().encode("<!doctype html><p>")),
  "a file cut short": filed((file) => file.slice(0, -7)),
  "a header cut short": filed((file) => file.slice(0, 99)),
  "a file with more": filed((file) => Uint8Array.from([...file, 0])),
  "a header that is none": withHeader("[1]"),
  "a header with a mistake": withHeader("{1}"),
  "a file without a format": withHeader("{}"),
  "another run's file": () => session("order").restore(session("next-vector").save()),
  // --- training ---
  "a run that diverges": () => {
    const settings = { "learning-rate": 10 };
    const run = session("next-vector", { optimizer: "sgd", settings });
    for (let i = 0; i < 300; ++i) run.train(1);
  },
};

describe("what people meet is said in Chinese, with nothing of the engine's own", () => {
  test.each(Object.entries(refusals))("%s", (_, done) => {
    const raw = said(done);
    const { words, isEnglish } = engineWords(zh, raw);
    expect(isEnglish, raw).toBe(false);
    expect(words).toMatch(/\p{Script=Han}/u);
    expect(words).toMatch(/[。…？]$/);
    expect(words).not.toMatch(/[`]|^\[|undefined|NaN/);
  });
});

describe("in English", () => {
  test("it has no tag, has the quotes of books, and ends", () => {
    expect(engineWords(en, said(settled("order", { heads: 3 }))).words).toBe(
      "“heads” must divide the width: 3 does not divide 32.",
    );
    expect(engineWords(en, "[x] has ``` here?").words).toBe("has “`” here?");
  });

  test("of many words twelve are named", () => {
    const { words } = engineWords(en, said(written("language-model", "zebra")));
    expect(words).toMatch(/^“zebra” is not a word of these stories; there is (“[^”]+”, ){12}…$/);
    const known = engineWords(en, said(written("translation", "x"))).words;
    expect(known).toMatch(/; it knows (\p{Script=Han}+ ){12}…$/u);
  });
});

test("what no pattern knows stays English in a Chinese page", () => {
  expect(engineWords(zh, "[oops] `x` fell over")).toEqual({
    words: "“x” fell over.",
    isEnglish: true,
  });
});
