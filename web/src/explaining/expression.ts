/** What one argument is made into; each is called so in a sentence of mathematics. */
const functions = {
  exp: Math.exp,
  tanh: Math.tanh,
  ln: Math.log,
  cos: Math.cos,
  sin: Math.sin,
  root: Math.sqrt,
  square: (x: number) => x * x,
  sigmoid: (x: number) => 1 / (1 + Math.exp(-x)),
  /** What linear attention compares: x + 1 above 0, eˣ below. */
  phi: (x: number) => (x > 0 ? x + 1 : Math.exp(x)),
  positive: (x: number) => Math.max(x, 0),
} as const;
export type Name = keyof typeof functions;

/** Arithmetic that is yet to be done. */
export type Expression =
  | number
  | { op: "sum" | "product"; of: readonly Expression[] }
  | { op: "quotient"; of: readonly [Expression, Expression] }
  | { op: Name; of: readonly [Expression] };

/** A letter, and which number of it. */
export interface Sign {
  name: string;
  index?: string;
}

export interface Equation {
  sign: Sign;
  expression: Expression;
  value: number;
}

export const sum = (...of: Expression[]): Expression => ({ op: "sum", of });
export const product = (...of: Expression[]): Expression => ({ op: "product", of });
export const quotient = (above: Expression, below: Expression): Expression => ({
  op: "quotient",
  of: [above, below],
});
export const call = (op: Name, argument: Expression): Expression => ({ op, of: [argument] });

export function evaluate(expression: Expression): number {
  if (typeof expression === "number") return expression;
  const values = expression.of.map(evaluate);
  switch (expression.op) {
    case "sum":
      return values.reduce((total, value) => total + value, 0);
    case "product":
      return values.reduce((total, value) => total * value, 1);
    case "quotient":
      return values[0]! / values[1]!;
    default:
      return functions[expression.op](values[0]!);
  }
}

export function equation(name: string, expression: Expression, index?: string): Equation {
  const sign = index === undefined ? { name } : { name, index };
  return { sign, expression, value: evaluate(expression) };
}

/** Σ aᵢ·bᵢ */
export const dot = (a: readonly number[], b: readonly number[]): Expression =>
  sum(...a.map((value, i) => product(value, b[i] ?? Number.NaN)));
