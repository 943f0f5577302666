import type { MainModule, Session } from "softlook-wasm";
import { beforeAll, describe, expect, test } from "vitest";
import { asksFor, type Explanation, explain } from "../../web/src/explaining/explanation.ts";
import type { Equation } from "../../web/src/explaining/expression.ts";
import { type Asked, defaults, type Tensors } from "../../web/src/explaining/source.ts";
import { latexHand, plainHand, writeEquation } from "../../web/src/explaining/written.ts";
import type { LessonConfig } from "../../web/src/lessons/lesson.ts";
import { lessons } from "../../web/src/lessons/registry.ts";
import { configOf } from "../../web/src/lessons/variants.ts";
import { realEngine } from "./engine.ts";
import { faultOf } from "./printed.ts";

let engine: MainModule;
beforeAll(async () => {
  engine = await realEngine();
});

/** A run that has begun to learn, and what a view would be sent of it. */
function running(config: LessonConfig) {
  const session = new engine.Session(config, "");
  if (config.task !== "numbers") session.train(1);
  session.observe(0, undefined);
  return session;
}

function sent(session: Session, asked: Asked) {
  const known = new Set(session.tensorNames());
  const [names, absent]: string[][] = [[], []];
  for (const name of asksFor(asked)) (known.has(name) ? names! : absent!).push(name);
  const tensors: Tensors = Object.fromEntries(names!.map((name) => [name, session.tensor(name)]));
  return { tensors, absent: absent! };
}

const equationsOf = ({ parts }: Explanation) => parts.flatMap(({ equations }) => equations);

const derived = ({ parts }: Explanation) =>
  parts.flatMap(({ derivations }) => derivations.flatMap(({ equations }) => equations()));

function faults(equations: readonly Equation[]): string[] {
  return equations.flatMap((equation) => {
    const fault = Number.isFinite(equation.value)
      ? faultOf(writeEquation(plainHand, equation))
      : `${equation.sign.name} is no number`;
    return fault ?? [];
  });
}

const of = (explanation: Explanation, name: string) =>
  explanation.parts.find((part) => part.name === name)!;

const isFixed = (explanation: Explanation) => of(explanation, "weight").note === "fixed";

/** All cells of interest of the weights [1,H,Tq,Tk] of a run, and each explained. */
function explainedCells(session: Session, config: LessonConfig, weights: string) {
  const all = session.tensor(weights);
  const [rows, columns] = [all.shape.at(-2)!, all.shape.at(-1)!];
  const heads = all.shape.length > 3 ? all.shape.at(-3)! : 1;
  // The last head, and two rows and columns: of a causal task, seen as well as hidden cells.
  const some = (count: number) => [...new Set([0, count >> 1])];
  return some(rows).flatMap((row) =>
    some(columns).flatMap((column) => {
      const asked = { weights, row, column, config };
      const { tensors, absent } = sent(session, asked);
      return [heads - 1].map((head) => {
        const explanation = explain(tensors, asked, head, absent);
        expect(explanation, `${weights} ${row} ${column}`).toBeDefined();
        const weight = all.data[(head * rows + row) * columns + column]!;
        return { explanation: explanation!, weight, tensors, row, column };
      });
    }),
  );
}

const drawn = new Set(["matrix", "heads", "image", "calculator"]);
const cases = lessons.flatMap((lesson) =>
  [undefined, ...(lesson.variants ?? []).slice(1)].map((variant) => {
    const config = configOf(lesson, variant);
    const named = lesson.views.flatMap(({ view, options }) =>
      drawn.has(view) ? (options?.weights ?? "attention.weights") : [],
    );
    return { name: `${lesson.name} ${variant?.name ?? ""}`, config, weights: [...new Set(named)] };
  }),
);

describe.each(cases)("a weight of $name", ({ config, weights }) => {
  test("comes about as its explanation says, number by number", { timeout: 60_000 }, () => {
    const session = running(config);
    const known = session.tensorNames();
    for (const name of weights.filter((name) => known.includes(name))) {
      const cells = explainedCells(session, config, name);
      for (const { explanation, weight } of cells) {
        if (!name.endsWith("average")) expect(explanation.weight).toBe(weight);
        const { equations, note } = of(explanation, "weight");
        const fixed = note === "fixed" ? weight : 0;
        // A hidden key has no equation, and no weight.
        expect(equations.at(-1)?.value ?? fixed, name).toBeCloseTo(explanation.weight, 4);
        expect(faults(equationsOf(explanation))).toEqual([]);
      }
      const all = cells.flatMap(({ explanation }) => equationsOf(explanation));
      expect(all.length === 0).toBe(cells.every(({ explanation }) => isFixed(explanation)));
      const { explanation } = cells.at(-1)!;
      expect(faults(derived(explanation))).toEqual([]);
      for (const equation of equationsOf(explanation)) {
        const latex = writeEquation(latexHand, equation);
        expect(latex.split("{").length).toBe(latex.split("}").length);
      }
    }
    session.delete();
  });
});

const attentions = [
  "dot",
  "scaled-dot",
  "multi-head",
  "multi-query",
  "grouped-query",
  "causal",
  "local-window",
  "additive",
  "two-sided",
  "general",
  "location",
  "cosine",
  "tanh-score",
  "gated-heads",
  "linear",
  "hard",
  "hard-sampled",
  "sparsemax",
  "entmax",
  "sink",
  "sigmoid",
];

test("there is no attention but these", () => {
  expect(
    engine
      .catalog()
      .attentions.map(({ name }) => name)
      .sort(),
  ).toEqual([...attentions].sort());
});

test.each(attentions)(
  "the score of %s is the engine's, in each head, whatever is hidden",
  (attention) => {
    for (const position of ["learned", "rotary", "alibi", "sinusoidal"]) {
      const config: LessonConfig = {
        task: "text",
        model: "transformer",
        attention,
        optimizer: "adam",
        seed: 3,
        settings: { length: 8, width: 16, heads: 4, position, layers: 2, batch: 4 },
      };
      const session = running(config);
      const name = "block1.attn.weights";
      for (const { explanation, weight, tensors, row, column } of explainedCells(
        session,
        config,
        name,
      )) {
        const scores = tensors["block1.attn.scores"]!;
        const [, , rows, columns] = scores.shape as [number, number, number, number];
        const score = scores.data[(explanation.head * rows + row) * columns + column]!;
        const last = of(explanation, "weight").equations.at(-1);
        if (score === Number.NEGATIVE_INFINITY) {
          expect(of(explanation, "weight").note).toBe("hidden");
          expect(weight).toBe(0);
        } else {
          expect(of(explanation, "score").equations.at(-1)!.value).toBeCloseTo(score, 4);
          expect(last!.value).toBeCloseTo(weight, 4);
        }
        expect(faults(equationsOf(explanation))).toEqual([]);
      }
      session.delete();
    }
  },
);

test("what a head finds is what the engine finds", () => {
  const lesson = lessons.find(({ name }) => name === "next-vector")!;
  const session = running(lesson.config);
  const asked = { weights: "attention.weights", row: 7, column: 2, config: lesson.config };
  const { tensors, absent } = sent(session, asked);
  const { parts } = explain(tensors, asked, 0, absent)!;
  const found = parts.at(-1)!.strips.find(({ name }) => name === "o")!.values;
  const { data, shape } = session.tensor("attention.output");
  found.forEach((value, d) => {
    expect(value).toBeCloseTo(data[7 * shape[2]! + d]!, 5);
  });
  session.delete();
});

test("the output of a block is what its heads have found, mapped once more", () => {
  const lesson = lessons.find(({ name }) => name === "translation-transformer")!;
  const session = running(lesson.config);
  const layer = "decoder.block1.cross";
  const asked = { weights: `${layer}.weights`, row: 2, column: 1, config: lesson.config };
  const { tensors, absent } = sent(session, asked);
  const found = [0, 1, 2, 3].flatMap((head) => {
    const { parts } = explain(tensors, asked, head, absent)!;
    return parts.at(-1)!.strips.find(({ name }) => name === "o")!.values;
  });
  const [weight, bias] = ["weight", "bias"].map((part) => session.tensor(`${layer}.o.${part}`));
  const output = session.tensor(`${layer}.output`);
  const width = found.length;
  for (let d = 0; d < width; d++) {
    const sum = found.reduce((total, x, i) => total + x * weight!.data[d * width + i]!, 0);
    expect(sum + bias!.data[d]!).toBeCloseTo(output.data[2 * width + d]!, 4);
  }
  session.delete();
});

test("the mean of the heads is told before the strongest of them", () => {
  const lesson = lessons.find(({ name }) => name === "language-model")!;
  const session = running(lesson.config);
  const asked = { weights: "block0.attn.average", row: 5, column: 3, config: lesson.config };
  const { tensors, absent } = sent(session, asked);
  const { parts, weight, heads } = explain(tensors, asked, "mean", absent)!;
  expect(heads).toBe(session.tensor("block0.attn.weights").shape[1]);
  const [mean] = parts[0]!.equations;
  const average = session.tensor("block0.attn.average");
  expect(mean!.value).toBeCloseTo(average.data[5 * average.shape[2]! + 3]!, 6);
  expect(weight).toBeGreaterThanOrEqual(mean!.value);
  session.delete();
});

test("nothing is explained before all has come that it takes", () => {
  for (const name of ["next-vector", "translation", "language-model", "glimpses"]) {
    const { config, views } = lessons.find((lesson) => lesson.name === name)!;
    const session = running(config);
    const { weights } = views[0]!.options as { weights: string };
    const asked = { weights, row: 1, column: 0, config };
    const { tensors, absent } = sent(session, asked);
    expect(explain(tensors, asked, 0, absent)).toBeDefined();
    for (const late of Object.keys(tensors)) {
      const { [late]: _, ...others } = tensors;
      expect(explain(others, asked, 0, absent), late).toBeUndefined();
    }
    session.delete();
  }
});

test("what the engine takes where nothing is set is what is explained", () => {
  const { models, attentions } = engine.catalog();
  const all = [...models, ...attentions].flatMap(({ settings }) => settings);
  for (const [name, value] of Object.entries(defaults)) {
    const known = all.filter((setting) => setting.name === name);
    expect(known.length, name).toBeGreaterThan(0);
    for (const setting of known) expect(setting.default, name).toBe(value);
  }
});

test("a printed result that is wrong is found out", () => {
  expect(faultOf("x = 2.0000 × 3.0000 = 6.0000")).toBeUndefined();
  expect(faultOf("x = 2.0000 × 3.0000 = 6.0100")).toContain("is not");
  expect(faultOf("x = exp(1.0000) / 2.7183 = 1.0000")).toBeUndefined();
  expect(faultOf("x = √(2) − (1.0000 − 3.0000)² = −2.5858")).toBeUndefined();
  expect(faultOf("x = 1.0000·10⁻⁷ + 2 = 2.0001")).toContain("is not");
});
