/**
 * Arithmetic as it is printed, worked out again from the printed digits alone. A number that was rounded
 * may have been anything within half a unit of its last digit: so each is an interval, and so is what
 * comes of them. A printed result is right if it is within.
 */
export type Interval = readonly [number, number];

const around = (value: number): Interval => {
  const room = Math.abs(value) * 1e-12;
  return [value - room, value + room];
};

const hull = (values: number[]): Interval => [
  around(Math.min(...values))[0],
  around(Math.max(...values))[1],
];

const functions: Record<string, (x: number) => number> = {
  exp: Math.exp,
  tanh: Math.tanh,
  ln: Math.log,
  "√": Math.sqrt,
  σ: (x) => 1 / (1 + Math.exp(-x)),
  φ: (x) => (x > 0 ? x + 1 : Math.exp(x)),
};

/** A cosine's value between two angles near to each other. */
function waved(wave: (x: number) => number, [low, high]: Interval): Interval {
  const middle = wave((low + high) / 2);
  const room = (high - low) / 2 + 1e-12;
  return [middle - room, middle + room];
}

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  whole(): Interval {
    const value = this.sum();
    if (this.at !== this.text.length) throw new Error(`unread: ${this.text.slice(this.at)}`);
    return value;
  }

  private take(sign: string): boolean {
    if (!this.text.startsWith(sign, this.at)) return false;
    this.at += sign.length;
    return true;
  }

  private sum(): Interval {
    let value = this.product();
    for (;;) {
      if (this.take(" + ")) value = plus(value, this.product());
      else if (this.take(" − ")) value = plus(value, times([-1, -1], this.product()));
      else return value;
    }
  }

  private product(): Interval {
    let value = this.factor();
    for (;;) {
      if (this.take(" × ")) value = times(value, this.factor());
      else if (this.take(" / ")) {
        const [low, high] = this.factor();
        value = times(value, hull([1 / low, 1 / high]));
      } else return value;
    }
  }

  private factor(): Interval {
    if (this.take("max(0, ")) {
      const [low, high] = this.closed();
      return [Math.max(0, low), Math.max(0, high)];
    }
    for (const [name, wave] of [
      ["cos", Math.cos],
      ["sin", Math.sin],
    ] as const) {
      if (this.take(`${name}(`)) return waved(wave, this.closed());
    }
    for (const [name, rising] of Object.entries(functions)) {
      if (this.take(`${name}(`)) {
        const [low, high] = this.closed();
        return hull([rising(low), rising(high)]);
      }
    }
    if (!this.take("(")) return this.number();
    const inner = this.closed();
    if (!this.take("²")) return inner;
    const [low, high] = inner;
    const ends = [low * low, high * high];
    return low < 0 && high > 0 ? [0, Math.max(...ends)] : hull(ends);
  }

  private closed(): Interval {
    const value = this.sum();
    if (!this.take(")")) throw new Error(`no bracket at: ${this.text.slice(this.at)}`);
    return value;
  }

  private number(): Interval {
    const found = /^(−?)(\d+(?:\.(\d+))?)(?:·10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?/.exec(this.text.slice(this.at));
    if (!found) throw new Error(`no number at: ${this.text.slice(this.at)}`);
    const [all, minus, digits, decimals, raised] = found;
    this.at += all.length;
    const power = Number(
      (raised ?? "⁰").replace(/./gu, (sign) => "-0123456789"["⁻⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(sign)]!),
    );
    const value = Number(digits) * 10 ** power * (minus ? -1 : 1);
    const isExact = decimals === undefined && raised === undefined;
    if (isExact) return [value, value];
    const unit = 10 ** (power - (decimals?.length ?? 0));
    return [value - unit / 2 - 1e-15, value + unit / 2 + 1e-15];
  }
}

const plus = (a: Interval, b: Interval): Interval => hull([a[0] + b[0], a[1] + b[1]]);
const times = (a: Interval, b: Interval): Interval =>
  hull([a[0] * b[0], a[0] * b[1], a[1] * b[0], a[1] * b[1]]);

/** What "x = 2 × 3 = 6" says, if it is right; else why not. */
export function faultOf(line: string): string | undefined {
  const [, ...sides] = line.split(" = ");
  const [left, right] = [sides[0]!, sides.at(-1)!].map((side) => new Reader(side).whole());
  const meets = left![0] <= right![1] && right![0] <= left![1];
  return meets ? undefined : `${line}: ${left} is not ${right}`;
}
