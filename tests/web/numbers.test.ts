import type { MainModule } from "softlook-wasm";
import { beforeAll, describe, expect, test } from "vitest";
import { csvOf } from "../../web/src/figures/csv.ts";
import { fileName } from "../../web/src/figures/file-name.ts";
import { shortest } from "../../web/src/figures/float.ts";
import { jsonOf } from "../../web/src/figures/json.ts";
import type { About, Numbers } from "../../web/src/figures/numbers.ts";
import { numbersOf } from "../../web/src/figures/save.ts";
import { lessonNamed } from "../../web/src/lessons/registry.ts";
import { bits, realEngine } from "./engine.ts";
import { pictureOf, seenOf } from "./pictures.ts";

let engine: MainModule;
beforeAll(async () => {
  engine = await realEngine();
});

const about: About = {
  lesson: "l",
  title: 'A "title", with all',
  variant: "",
  changes: { heads: 4 },
  seed: 7,
  step: 300,
  config: {
    task: "reverse",
    model: "transformer",
    attention: "multi-head",
    optimizer: "adam",
    seed: 7,
    settings: { heads: 4, rate: 0.001 },
  },
  ownData: false,
  example: "held-out example 1",
};

const odd = Float32Array.of(0.1, -0, 1e-45, 3.4028235e38, NaN, Infinity, -Infinity, 1 / 3);

/** A reader of its own: quotes and doubled quotes, commas, line ends. */
function rowsOf(csv: string): string[][] {
  const rows: string[][] = [[]];
  const fields = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|$)/gy;
  for (let at = 0; at < csv.length; ) {
    fields.lastIndex = at;
    const [whole, field = "", end] = fields.exec(csv)!;
    const plain = field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
    rows.at(-1)!.push(plain);
    at += whole.length;
    if (end === "\r\n") rows.push([]);
    if (end === "") break;
  }
  return rows;
}

describe("digits", () => {
  test("are few, and read back to the same float32", () => {
    expect(shortest(Math.fround(0.1))).toBe("0.1");
    expect(shortest(-0)).toBe("-0.0");
    expect(shortest(Number.NaN)).toBe("NaN");
    const words = new Uint32Array(1);
    const float = new Float32Array(words.buffer);
    let state = 1;
    for (let i = 0; i < 20_000; i++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      words[0] = state;
      const value = float[0]!;
      if (Number.isNaN(value)) continue;
      float[0] = Number(shortest(value));
      expect(words[0]).toBe(state);
    }
  });
});

describe("CSV", () => {
  test("is what a spreadsheet opens: marked as UTF-8, with what it is of before the numbers", () => {
    const csv = csvOf({ about, tensors: [], tables: [] });
    expect(csv.charCodeAt(0)).toBe(0xfeff);
    const rows = rowsOf(csv.slice(1));
    expect(rows).toContainEqual(["title", 'A "title", with all']);
    expect(rows).toContainEqual(["seed", "7"]);
    expect(rows).toContainEqual(["step", "300"]);
    expect(rows).toContainEqual(["attention", "multi-head"]);
    expect(rows).toContainEqual(["setting rate", "0.001"]);
    expect(rows).toContainEqual(["changed heads", "4"]);
  });

  test("tokens keep their commas, quotes and line ends, and none of them runs", () => {
    const tokens = [
      "=1+1",
      "+a",
      "-2",
      "@x",
      "a,b",
      'say "it"',
      "two\nlines",
      "=",
      "＝cmd()",
      "\t=1",
    ];
    const data = new Float32Array(tokens.length);
    const shape = [1, 1, 1, tokens.length];
    const tensor = { name: "w", shape, data, rows: ["=HYPERLINK(1)"], columns: tokens };
    const rows = rowsOf(csvOf({ about, tensors: [tensor], tables: [] }));
    const header = rows.find(([first]) => first === "row / column")!;
    expect(header.slice(1)).toEqual([
      "'=1+1",
      "'+a",
      "'-2",
      "'@x",
      "a,b",
      'say "it"',
      "two\nlines",
      "=",
      "'＝cmd()",
      "'\t=1",
    ]);
    expect(rows.map(([first]) => first)).toContain("'=HYPERLINK(1)");
    for (const field of rows.flat()) expect(field).not.toMatch(/^\s*[=+@＝].|^-\D/);
  });

  test("has all heads, each number the same float32", () => {
    const shape = [1, 2, 2, 2];
    const data = odd.slice();
    const tensor = { name: "w", shape, data, rows: ["a", "b"], columns: ["c", "d"] };
    const rows = rowsOf(csvOf({ about, tensors: [tensor], tables: [] }));
    const read = ["w head 1", "w head 2"].flatMap((title) => {
      const at = rows.findIndex(([first]) => first === title);
      expect(rows[at + 1]).toEqual(["row / column", "c", "d"]);
      return [rows[at + 2]!, rows[at + 3]!].flatMap((row) => row.slice(1).map(Number));
    });
    expect(bits(Float32Array.from(read))).toEqual(bits(odd));
  });

  test("a row too long for a spreadsheet stands upright", () => {
    const data = Float32Array.from({ length: 1200 }, (_, i) => i);
    const tensor = { name: "sound", shape: [1, 1200], data, rows: [], columns: [] };
    const rows = rowsOf(csvOf({ about, tensors: [tensor], tables: [] }));
    expect(Math.max(...rows.map((row) => row.length))).toBe(2);
    expect(rows).toContainEqual(["1200", "1199"]);
  });
});

describe("JSON", () => {
  test("says what it is, and its numbers are the same float32", () => {
    const tensor = { name: "w", shape: [8], data: odd, rows: [], columns: ['"', "\n"] };
    const table = { name: "loss", columns: ["step", "x"], rows: [[1, Number.NaN]] };
    const read = JSON.parse(jsonOf({ about, tensors: [tensor], tables: [table] }));
    expect(read.format).toBe("softlook numbers 1");
    expect(read.about).toEqual(about);
    expect(read.tensors[0]).toMatchObject({ shape: [8], columns: ['"', "\n"], dtype: "float32" });
    expect(bits(Float32Array.from(read.tensors[0].values, Number))).toEqual(bits(odd));
    expect(read.tables[0].rows).toEqual([[1, "NaN"]]);
  });
});

test("a picture's numbers are all that its view draws, bit for bit", () => {
  const lesson = lessonNamed("order")!;
  const picture = pictureOf(engine, lesson, 20);
  const [view] = lesson.views;
  const draws = ["block0.attn.weights", "alignment", "what there is not"];
  const shown = seenOf(picture, view!);
  const numbers: Numbers = numbersOf({ view: "matrix", title: "", draws, shown });
  expect(numbers.tensors.map(({ name }) => name)).toEqual(draws.slice(0, 2));
  const { tensors, about } = JSON.parse(jsonOf(numbers));
  const weights = picture.frame.tensors["block0.attn.weights"]!;
  expect(bits(Float32Array.from(tensors[0].values))).toEqual(bits(weights.data));
  expect(tensors[0].rows).toEqual(weights.rows);
  expect(about).toMatchObject({ lesson: "order", seed: lesson.config.seed, step: 20 });
  // The config alone is enough to have the run again.
  const again = new engine.Session(about.config);
  again.train(20);
  again.observe(0, undefined);
  expect(bits(again.tensor("block0.attn.weights").data)).toEqual(bits(weights.data));
  again.delete();
});

describe("a file's name", () => {
  test("tells lesson, view and step, and which of several", () => {
    const lesson = lessonNamed("exact-tasks")!;
    const options = { weights: "block1.attn.weights" };
    expect(fileName(lesson, "matrix", {}, 12, "csv")).toBe("exact-tasks-matrix-step-12.csv");
    expect(fileName(lesson, "heads", options, 0, "svg")).toBe(
      "exact-tasks-heads-block1-attn-weights-step-0.svg",
    );
  });

  test("is one, whatever a lesson is called", () => {
    const lesson = { ...lessonNamed("order")!, name: "../../a b\0:“注意”.exe" };
    expect(fileName(lesson, "matrix", {}, 1, "png")).toBe("a-b-注意-exe-matrix-step-1.png");
  });
});
