import type { Explanation, Part } from "./explanation.ts";
import type { Equation, Expression, Name, Sign } from "./expression.ts";
import type { Derivation } from "./source.ts";

/** How arithmetic is written: in plain text, or for LaTeX. */
export interface Hand {
  times: string;
  number(value: number): string;
  sign(sign: Sign): string;
  quotient(above: string, below: string): string;
  call(name: Name, argument: string): string;
}

const digits = 5;

/** Five digits that say something; [mantissa, exponent] where the number is very large or small. */
function figure(value: number): [string, string?] {
  if (!Number.isFinite(value)) return [Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "-∞"];
  if (Number.isInteger(value) && Math.abs(value) < 1e6) return [String(value)];
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
  const power = Number(exponent);
  if (power < -4 || power > 6) return [mantissa!, String(power)];
  return [value.toFixed(Math.max(0, digits - 1 - power))];
}

const raised = (exponent: string) =>
  exponent.replace(/./g, (sign) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(sign)]!);
const lowered = (index: string) =>
  /^\d+$/.test(index) ? index.replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)]!) : `_${index}`;

const plainCalls: Partial<Record<Name, (x: string) => string>> = {
  root: (x) => `√(${x})`,
  square: (x) => `(${x})²`,
  sigmoid: (x) => `σ(${x})`,
  phi: (x) => `φ(${x})`,
  positive: (x) => `max(0, ${x})`,
};

export const plainHand: Hand = {
  times: " × ",
  number(value) {
    const [mantissa, exponent] = figure(value);
    const power = exponent === undefined ? "" : `·10${raised(exponent)}`;
    return mantissa.replace("-", "−") + power;
  },
  sign: ({ name, index }) => name + (index === undefined ? "" : lowered(index)),
  quotient: (above, below) => `${above} / ${below}`,
  call: (name, x) => plainCalls[name]?.(x) ?? `${name}(${x})`,
};

const latexCalls: Record<Name, (x: string) => string> = {
  exp: (x) => `\\exp\\left(${x}\\right)`,
  tanh: (x) => `\\tanh\\left(${x}\\right)`,
  ln: (x) => `\\ln\\left(${x}\\right)`,
  cos: (x) => `\\cos\\left(${x}\\right)`,
  sin: (x) => `\\sin\\left(${x}\\right)`,
  root: (x) => `\\sqrt{${x}}`,
  square: (x) => `\\left(${x}\\right)^{2}`,
  sigmoid: (x) => `\\sigma\\left(${x}\\right)`,
  phi: (x) => `\\varphi\\left(${x}\\right)`,
  positive: (x) => `\\max\\left(0, ${x}\\right)`,
};

const latexLetters: Record<string, string> = {
  Σ: "\\Sigma",
  τ: "\\tau",
  σ: "\\sigma",
  "²": "^{2}",
};

export const latexHand: Hand = {
  times: " \\cdot ",
  number(value) {
    const [mantissa, exponent] = figure(value);
    const shown = mantissa.replace("∞", "\\infty").replace("NaN", "\\mathrm{NaN}");
    return exponent === undefined ? shown : `${shown} \\cdot 10^{${exponent}}`;
  },
  sign({ name, index }) {
    const letter = name
      .replace(/[Στσ²]/g, (sign) => latexLetters[sign]!)
      .replace("·", " \\cdot ")
      .replace("̄", "");
    return index === undefined ? letter : `${letter}_{${index}}`;
  },
  quotient: (above, below) => `\\frac{${above}}{${below}}`,
  call: (name, x) => latexCalls[name](x),
};

/** How tightly a thing holds together: what is looser than its place stands between brackets. */
const loose = { sum: 1, quotient: 2, product: 2 } as const;

export function write(hand: Hand, expression: Expression): string {
  if (typeof expression === "number") return hand.number(expression);
  const { op, of } = expression;
  const part = (x: Expression) => write(hand, x);
  const held = (x: Expression, by: number) => (looseness(x) <= by ? `(${part(x)})` : part(x));
  if (op === "sum") return of.map((x, i) => (i === 0 ? part(x) : added(hand, x))).join("");
  if (op === "product") {
    return of.map((x) => (isNegative(x) ? `(${part(x)})` : held(x, 1))).join(hand.times);
  }
  if (op !== "quotient") return hand.call(op, part(of[0]!));
  const [above, below] = of;
  if (hand === latexHand) return hand.quotient(part(above!), part(below!));
  return hand.quotient(held(above!, 1), held(below!, 2));
}

/** One more term of a sum: what is less than nothing is taken away. */
export function added(hand: Hand, term: Expression): string {
  const minus = hand === plainHand ? "−" : "-";
  if (typeof term === "number" && isNegative(term)) return ` ${minus} ${hand.number(-term)}`;
  return ` + ${write(hand, term)}`;
}

const isNegative = (x: Expression) => typeof x === "number" && x < 0;

const looseness = (x: Expression): number =>
  typeof x === "number" ? 3 : x.op in loose ? loose[x.op as keyof typeof loose] : 3;

export function writeEquation(hand: Hand, { sign, expression, value }: Equation): string {
  const right = hand.number(value);
  const left = write(hand, expression);
  const said = left === right ? right : `${left} = ${right}`;
  return `${hand.sign(sign)} = ${said}`;
}

/** The words around the numbers. */
export interface Words {
  head: string;
  title(part: Part): string;
  derivation(derivation: Derivation): string;
  /** Is it told, too, where the vectors came from? */
  derives: boolean;
}

/** All of an explanation, to be pasted somewhere else. */
export function writeExplanation(hand: Hand, { parts }: Explanation, words: Words): string {
  const isLatex = hand === latexHand;
  const heading = (title: string) => (isLatex ? `\n% ${title}` : `\n${title}`);
  const vector = ({ name, values }: Part["strips"][number]) => {
    const numbers = values.map(hand.number).join(", ");
    const letters = isLatex ? `\\left(${numbers}\\right)` : `(${numbers})`;
    return `${hand.sign({ name })} = ${letters}`;
  };
  const lines = (some: readonly string[]) =>
    isLatex ? some.map((line) => `\\[ ${line} \\]`) : some;
  const written = parts.flatMap((part) => [
    heading(words.title(part)),
    ...lines(part.strips.filter(({ name }) => name !== "+").map(vector)),
    ...lines(part.equations.map((equation) => writeEquation(hand, equation))),
    ...(words.derives
      ? part.derivations.flatMap((derivation) => [
          heading(words.derivation(derivation)),
          ...lines(derivation.equations().map((equation) => writeEquation(hand, equation))),
        ])
      : []),
  ]);
  return [isLatex ? `% ${words.head}` : words.head, ...written, ""].join("\n");
}
