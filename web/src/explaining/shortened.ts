import type { Equation, Expression } from "./expression.ts";
import { added, plainHand, write } from "./written.ts";

/** With more numbers than so many, only some are shown until all are asked for. */
const shownTerms = 4;
const shownAlike = 2;

/** A long sum by its first terms; `more` says how many there are besides. */
export function shortened(expression: Expression, more: (count: string) => string): string {
  const whole = write(plainHand, expression);
  if (typeof expression === "number") return whole;
  if (expression.op === "quotient") {
    const [above, below] = expression.of;
    const short = shortened(above, more);
    const isSame = short === write(plainHand, above);
    return isSame ? whole : `(${short}) / ${write(plainHand, below)}`;
  }
  if (expression.op !== "sum" || expression.of.length <= shownTerms + 1) return whole;
  const [first, ...others] = expression.of.slice(0, shownTerms);
  const begun = write(plainHand, first!) + others.map((term) => added(plainHand, term)).join("");
  return `${begun} + ${more(String(expression.of.length - shownTerms))}`;
}

export interface Group {
  shown: readonly Equation[];
  /** How many are not. */
  more: number;
}

/** Of many that are alike some, and the one of the column in question. */
export function grouped(equations: readonly Equation[], column: number): Group[] {
  const groups: Equation[][] = [];
  for (const equation of equations) {
    const last = groups.at(-1);
    if (last && last[0]!.sign.name === equation.sign.name) last.push(equation);
    else groups.push([equation]);
  }
  return groups.map((group) => {
    const shown = group.filter(
      ({ sign }, i) => i < shownAlike || (sign.name === "e" && sign.index === String(column + 1)),
    );
    return { shown, more: group.length - shown.length };
  });
}
