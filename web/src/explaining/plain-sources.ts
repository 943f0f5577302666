import { call, equation, quotient, sum } from "./expression.ts";
import {
  type Asked,
  type Derivation,
  given,
  type Made,
  mapped,
  type Origin,
  rowOf,
  settingOf,
  sums,
  type Tensors,
} from "./source.ts";

/** Where the numbers of a named tensor came from, if what they were made of is known. */
function with_(vector: readonly number[], made: Made | undefined): Made {
  return { vector, derivations: made?.derivations ?? [] };
}

/** Models that name their queries and keys. */
const named = (
  asked: Asked,
  more: readonly string[],
  read: (tensors: Tensors) => Reading,
): Origin => ({
  names: ["queries", "keys", "attention.scores", "attention.weights", ...more],
  read: (tensors) => ({
    layer: "attention",
    scores: "attention.scores",
    weights: "attention.weights",
    row: asked.row,
    column: asked.column,
    ...read(tensors),
  }),
});

interface Reading {
  query(): Made;
  key(column: number): Made;
  value(column: number): Made;
}

/** q = W·x, k = U·x, where x is the vector or what a recurrent network made of it; the value is the vector. */
export const ofNextVector = (asked: Asked): Origin =>
  named(asked, ["input", "encoder.states", "W", "U"], (tensors) => {
    const { input, queries, keys, W, U } = tensors as Record<string, Tensors[string]>;
    const read = tensors["encoder.states"] ?? input!;
    const from = (name: string, weight: typeof W, place: number) =>
      weight && mapped(name, weight, rowOf(read, place));
    return {
      query: () => with_(rowOf(queries!, asked.row), from("q", W, asked.row)),
      key: (column) => with_(rowOf(keys!, column), from("k", U, column)),
      value: (column) => given(rowOf(input!, column)),
    };
  });

/** A key and a value side by side; queries are divided by the temperature. */
export const ofAddressing = (asked: Asked): Origin =>
  named(asked, ["input", "W", "U"], (tensors) => {
    const { input, queries, keys, W, U } = tensors as Record<string, Tensors[string]>;
    const width = queries!.shape.at(-1)!;
    const temperature = Number(settingOf(asked.config, "temperature"));
    const keyOf = (place: number) => rowOf(input!, place).slice(0, width);
    const cooled: Derivation = {
      of: "map",
      equations: () =>
        sums(W!, keyOf(asked.row)).map((terms, d) =>
          equation("q", quotient(sum(...terms), temperature), String(d + 1)),
        ),
    };
    return {
      query: () => ({
        vector: rowOf(queries!, asked.row),
        derivations: W ? [cooled] : [],
      }),
      key: (column) => with_(rowOf(keys!, column), U && mapped("k", U, keyOf(column))),
      value: (column) => given(rowOf(input!, column).slice(width)),
    };
  });

/** Everything was written by hand. */
export const ofCalculator = (asked: Asked): Origin =>
  named(asked, ["values"], ({ queries, keys, values }) => ({
    query: () => given(rowOf(queries!, asked.row)),
    key: (column) => given(rowOf(keys!, column)),
    value: (column) => given(rowOf(values!, column)),
  }));

/** The same learned query for every picture; keys are made of the features of a place. */
export const ofImageAttention = (asked: Asked): Origin =>
  named(asked, ["features", "keys.weight", "keys.bias"], (tensors) => {
    const { queries, keys, features } = tensors;
    const [weight, bias] = [tensors["keys.weight"], tensors["keys.bias"]];
    return {
      query: () => given(rowOf(queries!, asked.row)),
      key: (column) =>
        with_(rowOf(keys!, column), weight && mapped("k", weight, rowOf(features!, column), bias)),
      value: (column) => given(rowOf(features!, column)),
    };
  });

/** The query of a step is the state before it; the first has none. */
export function ofAttentionModule(asked: Asked): Origin {
  const step = `step${asked.row}.attention`;
  const weight = "heads.key.weight";
  const position = "heads.position.weight";
  return {
    names: ["states", "keys", "values", `${step}.scores`, `${step}.weights`, weight, position],
    read: (tensors) => {
      const { states, keys, values } = tensors;
      const before = () =>
        asked.row > 0 ? rowOf(states!, asked.row - 1) : rowOf(states!, 0).map(() => 0);
      const key = (column: number): Made => {
        const [w, p] = [tensors[weight], tensors[position]];
        return with_(
          rowOf(keys!, column),
          w && mapped("k", w, rowOf(values!, column), p && rowTensor(p, column)),
        );
      };
      return {
        layer: "attention",
        scores: `${step}.scores`,
        weights: `${step}.weights`,
        row: 0,
        column: asked.column,
        query: () => given(before()),
        key,
        value: (column) => given(rowOf(values!, column)),
      };
    },
  };
}

const rowTensor = (tensor: NonNullable<Tensors[string]>, row: number) => ({
  ...tensor,
  shape: [tensor.shape.at(-1)!],
  data: Float32Array.from(rowOf(tensor, row)),
});

/** A decoder that takes one step after the other; its keys and values are the states of a reader. */
export function ofRecurrent(asked: Asked): Origin {
  const { row, config } = asked;
  const step = `decoder.step${row}.attn`;
  // Its state has read the word before when it looks; otherwise not yet.
  const isTold = config.model === "pointer" || config.settings?.query === "after";
  const start = ["decoder.start.weight", "decoder.start.bias", "encoder.summary"];
  return {
    names: [
      "encoder.states",
      "decoder.states",
      "decoder.keys.weight",
      `${step}.scores`,
      `${step}.weights`,
      ...(row === 0 && !isTold ? start : []),
    ],
    read: (tensors) => {
      const states = tensors["encoder.states"]!;
      const query = (): Made => {
        if (isTold) return given(rowOf(tensors["decoder.states"]!, row));
        return row > 0 ? given(rowOf(tensors["decoder.states"]!, row - 1)) : firstState(tensors);
      };
      return {
        layer: "decoder.attn",
        scores: `${step}.scores`,
        weights: `${step}.weights`,
        row: 0,
        column: asked.column,
        query,
        key: (column) => mapped("k", tensors["decoder.keys.weight"]!, rowOf(states, column)),
        value: (column) => given(rowOf(states, column)),
      };
    },
  };
}

/** tanh(W·summary + b) */
function firstState(tensors: Tensors): Made {
  const bias = tensors["decoder.start.bias"]!;
  const rows = sums(tensors["decoder.start.weight"]!, rowOf(tensors["encoder.summary"]!, 0), bias);
  const equations = () =>
    rows.map((terms, d) => equation("q", call("tanh", sum(...terms)), String(d + 1)));
  return {
    vector: equations().map(({ value }) => value),
    derivations: [{ of: "start", equations }],
  };
}
