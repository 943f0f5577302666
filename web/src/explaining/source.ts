import type { NamedTensor } from "softlook-wasm";
import type { LessonConfig } from "../lessons/lesson.ts";
import { type Equation, type Expression, equation, product, sum } from "./expression.ts";

export type Tensors = Readonly<Record<string, NamedTensor>>;

/** How something came about, told when somebody asks. */
export interface Derivation {
  /** What it is about: the key of a text. */
  of: DerivationName;
  equations(): Equation[];
}
export type DerivationName = "position" | "norm" | "turned" | "map" | "start" | "output";

/** A vector of one position, as wide as all heads together, and where it came from. */
export interface Made {
  vector: readonly number[];
  derivations: readonly Derivation[];
}

export const given = (vector: readonly number[]): Made => ({ vector, derivations: [] });

/** What an attention layer of a run was given, for one sample. */
export interface Source {
  /** Before the names of the attention's own parameters. */
  layer: string;
  /** The names of the scores and of the weights of the row in question, [1,H,rows,Tk]. */
  scores: string;
  weights: string;
  /** Which row and column of these it is. */
  row: number;
  column: number;
  query(): Made;
  key(column: number): Made;
  value(column: number): Made;
}

/** A cell of weights as a view shows them. */
export interface Asked {
  weights: string;
  row: number;
  column: number;
  config: LessonConfig;
}

/** How to explain the weights of a kind of model: what to ask for, and how to read it. */
export interface Origin {
  names: readonly string[];
  read(tensors: Tensors): Source;
}

/** A setting of the run, or what the engine takes where there is none. */
export const settingOf = (config: LessonConfig, name: keyof typeof defaults): number | string =>
  config.settings[name] ?? defaults[name];

/** Those that explaining asks for; the engine's catalog has the same. */
export const defaults = {
  sharpness: 8,
  temperature: 1,
  norm: "pre",
  position: "learned",
  layers: 2,
} as const;

/** A row of the last dimension of the first sample. */
export function rowOf({ shape, data }: NamedTensor, row: number): number[] {
  const width = shape.at(-1)!;
  return Array.from(data.subarray(row * width, (row + 1) * width));
}

/** W·x + b; and how, number by number. */
export function mapped(
  name: string,
  weight: NamedTensor,
  x: readonly number[],
  bias?: NamedTensor,
): Made {
  const equations = () =>
    sums(weight, x, bias).map((terms, d) => equation(name, sum(...terms), String(d + 1)));
  return { vector: productOf(weight, x, bias), derivations: [{ of: "map", equations }] };
}

/** The terms of each number of W·x + b. */
export function sums(
  weight: NamedTensor,
  x: readonly number[],
  bias?: NamedTensor,
): Expression[][] {
  return Array.from({ length: weight.shape[0]! }, (_, d) => {
    const terms = rowOf(weight, d).map((w, i) => product(w, x[i] ?? Number.NaN));
    return bias ? [...terms, bias.data[d]!] : terms;
  });
}

function productOf(weight: NamedTensor, x: readonly number[], bias?: NamedTensor): number[] {
  const width = weight.shape.at(-1)!;
  return Array.from({ length: weight.shape[0]! }, (_, d) => {
    let total = bias?.data[d] ?? 0;
    for (let i = 0; i < width; i++) total += weight.data[d * width + i]! * (x[i] ?? Number.NaN);
    return total;
  });
}
