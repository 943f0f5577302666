import { asSeed } from "../elements/attributes.ts";
import { isStep } from "../elements/journey.ts";
import type { Look } from "../elements/look.ts";
import { type Pace, paces, type Turn } from "../engine/protocol.ts";
import { isSampleNumber, isTyped, type Sample } from "../engine/sample.ts";
import { lanesOf, type Other } from "../lessons/lanes.ts";
import { type Lesson, liveSettings } from "../lessons/lesson.ts";
import type { Changes } from "../lessons/variants.ts";
import { hashOf, namesIn, type Route, routeOf } from "./route.ts";

/**
 * All that an address can ask for, `#/order/sorted?v=1&seed=3&step=812&heads=4&head=attn.weights:2&bits=1a2b…`:
 * what is not among `own` is a setting. Heads and places are counted from one, as on the page.
 */
export interface Link extends Route {
  changes: Changes;
  /** Left out, it is the lesson's. */
  seed?: number | undefined;
  pace?: Pace | undefined;
  /** What it is compared with; left out, nothing. */
  compare?: readonly Other[] | undefined;
  look?: Look | undefined;
  /** Left out, it is the first held-out one. */
  sample?: Sample | undefined;
  /** Where the run is to go; with a digest of what it was there. */
  arrival?: { step: number; bits?: string | undefined; turns?: readonly Turn[] } | undefined;
}

/** What is wrong with an address, and the words in it that are. */
export interface Fault {
  kind: "long" | "lesson" | "variant" | "version" | "twice" | "setting" | (typeof own)[number];
  given: string;
}

const version = "1";
const own = [
  "seed",
  "step",
  "pace",
  "compare",
  "turns",
  "head",
  "lock",
  "example",
  "typed",
  "bits",
] as const;
const longest = 8000;
/** What was turned more often is too long for an address. */
export const mostTurns = 40;

const word = /^[a-z][a-z0-9-]{0,39}$/;
const number = /^-?\d{1,15}(\.\d{1,20})?(e[+-]?\d{1,3})?$/;
const whole = /^\d{1,15}$/;
const digest = /^[0-9a-f]{16}$/;
const place = /^([1-9]\d{0,3})\.([1-9]\d{0,3})$/;
const turn = /^([^@]+)@([^:]+):(.+)$/;
const headOf = /^([^:]+):([1-9]\d?|mean)$/;

/** What an address asks for. If something in it is wrong, it is the lesson alone, as far as that is known. */
export function readLink(hash: string, lessons: readonly Lesson[]): { link: Link; fault?: Fault } {
  const [path = "", ...rest] = hash.slice(0, longest).split("?");
  const route = routeOf(path, lessons);
  const plain: Link = { ...route, changes: {} };
  const long: Fault | undefined = hash.length > longest ? { kind: "long", given: hash } : undefined;
  const fault = long ?? faultOfPath(path, lessons);
  if (fault) return { link: plain, fault };
  if (rest.length === 0) return { link: plain };
  try {
    return { link: { ...route, ...asked(route, new URLSearchParams(rest.join("?"))) } };
  } catch (thrown) {
    if (thrown instanceof Wrong) return { link: plain, fault: thrown.fault };
    throw thrown;
  }
}

/** The shortest address that asks for it; read again, it is the same. */
export function writeLink(link: Link): string {
  const { lesson, variant, changes, seed, pace, compare = [], look, sample, arrival } = link;
  const query = new URLSearchParams();
  const put = (name: string, value: string | number | undefined) => {
    if (value !== undefined) query.append(name, String(value));
  };
  put("seed", seed);
  put("step", arrival?.step);
  put("pace", pace);
  for (const [name, value] of Object.entries(changes)) put(name, value);
  if (compare.length > 0) put("compare", compare.map(otherText).join(","));
  if (look) {
    put("head", `${look.weights}:${look.head === "mean" ? look.head : look.head + 1}`);
    if (look.cell) put("lock", `${look.cell.row + 1}.${look.cell.column + 1}`);
  }
  if (typeof sample === "string") put("typed", sample);
  else if (sample) put("example", sample + 1);
  if (arrival?.turns?.length) put("turns", arrival.turns.map(turnText).join(","));
  put("bits", arrival?.bits);
  const path = hashOf({ lesson, variant });
  return query.size === 0 ? path : `${path}?v=${version}&${readable(query)}`;
}

/** These need not be encoded here, and so are easier on the eye. */
const readable = (query: URLSearchParams) =>
  query
    .toString()
    .replaceAll("%3A", ":")
    .replaceAll("%3B", ";")
    .replaceAll("%40", "@")
    .replaceAll("%2C", ",");

/** A variant's name, or changes like `attention:hard;heads:4`. */
const otherText = (other: Other) =>
  typeof other === "string"
    ? other
    : Object.entries(other)
        .map(([name, value]) => `${name}:${value}`)
        .join(";");

const turnText = ({ setting, step, value }: Turn) => `${setting}@${step}:${value}`;

class Wrong extends Error {
  readonly fault: Fault;
  constructor(kind: Fault["kind"], given: string) {
    super();
    this.fault = { kind, given };
  }
}

function faultOfPath(path: string, lessons: readonly Lesson[]): Fault | undefined {
  const { lesson } = routeOf(path, lessons);
  const [name = "", variant = "", ...more] = namesIn(path);
  if (name !== "" && name !== lesson.name) return { kind: "lesson", given: name };
  const isThere = variant === "" || lesson.variants?.some((each) => each.name === variant);
  if (isThere && more.length === 0) return undefined;
  return { kind: "variant", given: [variant, ...more].join("/") };
}

function asked({ lesson, variant }: Route, query: URLSearchParams): Omit<Link, keyof Route> {
  if (query.get("v") !== version) throw new Wrong("version", query.get("v") ?? "");
  for (const name of query.keys()) {
    if (query.getAll(name).length > 1) throw new Wrong("twice", name);
  }
  const take = <Value>(
    name: (typeof own)[number],
    read: (given: string) => Value | undefined,
  ): Value | undefined => {
    const given = query.get(name);
    if (given === null) return undefined;
    const value = read(given);
    if (value === undefined) throw new Wrong(name, given);
    return value;
  };
  const seed = take("seed", (given) => (whole.test(given) ? asSeed(given) : undefined));
  const pace = take("pace", (given) => paces.find((pace) => pace === given));
  const step = take("step", (given) =>
    whole.test(given) && isStep(Number(given)) && !lesson.still ? Number(given) : undefined,
  );
  const changes = changesIn(query);
  const compare = take("compare", (given) => othersIn(given, { lesson, variant, changes }));
  const look = take("head", (given) => headIn(lesson, given));
  const cell = take("lock", (given) => (look ? cellIn(given) : undefined));
  const example = take("example", (given) => exampleIn(lesson, given));
  const typed = take("typed", (given) =>
    example === undefined && isTypedIn(lesson) && isTyped(given) ? given : undefined,
  );
  const sample = example ?? typed;
  const bits = take("bits", (given) =>
    step !== undefined && digest.test(given) ? given : undefined,
  );
  const turns = take("turns", (given) => (step !== undefined ? turnsIn(given, step) : undefined));
  return {
    changes,
    ...(seed !== undefined && { seed }),
    ...(pace && { pace }),
    ...(compare && { compare }),
    ...(look && { look: { ...look, ...(cell && { cell }) } }),
    ...(sample && { sample }),
    ...(step !== undefined && {
      arrival: { step, ...(bits && { bits }), ...(turns && { turns }) },
    }),
  };
}

function headIn(lesson: Lesson, given: string): Look | undefined {
  const [, weights, head] = headOf.exec(given) ?? [];
  if (!weights || !lesson.views.some(({ options }) => options?.weights === weights))
    return undefined;
  return { weights, head: head === "mean" ? head : Number(head) - 1 };
}

function cellIn(given: string) {
  const [, row, column] = place.exec(given) ?? [];
  return row ? { row: Number(row) - 1, column: Number(column) - 1 } : undefined;
}

/** There is a picture that says what was typed, or why it cannot be shown. */
const isTypedIn = ({ views }: Lesson) =>
  views.some(({ view }) => view === "typed" || view === "calculator");

function exampleIn({ still }: Lesson, given: string): number | undefined {
  const sample = whole.test(given) ? Number(given) - 1 : undefined;
  return !still && isSampleNumber(sample) ? sample : undefined;
}

/** All of them have to be such as the lesson compares: other variants, or the run with changes. */
function othersIn(given: string, run: Omit<Link, "seed">): Other[] | undefined {
  const others = given.split(",").map(otherIn);
  if (run.lesson.still || others.includes(undefined)) return undefined;
  const asked = others as Other[];
  const { leftOut } = lanesOf(run.lesson, { ...run, seed: 0 }, asked);
  return leftOut.length === 0 ? asked : undefined;
}

function otherIn(given: string): Other | undefined {
  if (word.test(given)) return given;
  const parts = given.split(";").map((part) => part.split(":"));
  const changes = parts.map(([name = "", value = "", ...more]) =>
    more.length === 0 ? changeOf(name, value) : undefined,
  );
  const names = new Set(parts.map(([name]) => name));
  if (names.size < parts.length || changes.includes(undefined)) return undefined;
  return Object.fromEntries(changes as [string, number | string][]);
}

/** Each by the step where it was turned, `learning-rate@120:0.01`. */
function turnsIn(given: string, end: number): Turn[] | undefined {
  const turns = given.split(",").map((text) => {
    const [, setting = "", at = "", value = ""] = turn.exec(text) ?? [];
    return { setting, step: whole.test(at) ? Number(at) : Number.NaN, value: numberIn(value) };
  });
  let before = 0;
  for (const { setting, step, value } of turns) {
    const isInOrder = step >= before && step <= end;
    if (!liveSettings.includes(setting) || !isInOrder || Number.isNaN(value)) return undefined;
    before = step;
  }
  return turns.length <= mostTurns ? turns : undefined;
}

const numberIn = (given: string) =>
  number.test(given) && Number.isFinite(Number(given)) ? Number(given) : Number.NaN;

/** Which settings there are, and between what they can be, is the engine's to say. */
function changesIn(query: URLSearchParams): Changes {
  const names: readonly string[] = ["v", ...own];
  const given = [...query].filter(([name]) => !names.includes(name));
  return Object.fromEntries(
    given.map(([name, value]) => {
      const change = changeOf(name, value);
      if (!change) throw new Wrong("setting", `${name}=${value}`);
      return change;
    }),
  );
}

function changeOf(name: string, value: string): [string, number | string] | undefined {
  const amount = numberIn(value);
  const isNumber = !Number.isNaN(amount);
  if (!word.test(name) || !(isNumber || word.test(value))) return undefined;
  return [name, isNumber ? amount : value];
}
