import type { MainModule } from "softlook-wasm";
import { beforeAll, expect, test } from "vitest";
import { misfitOf } from "../../web/src/elements/misfit.ts";
import type { LessonConfig } from "../../web/src/lessons/lesson.ts";
import { lessonNamed } from "../../web/src/lessons/registry.ts";
import { realEngine } from "./engine.ts";

const order = lessonNamed("order")!;
const { config } = order;

let engine: MainModule;
beforeAll(async () => {
  engine = await realEngine();
});

function saved(config: LessonConfig, form: "save" | "saveParameters" = "save"): Uint8Array {
  const session = new engine.Session(config);
  const file = session[form]();
  session.delete();
  return file;
}

const found = (file: Uint8Array, hasOwnData = false) =>
  misfitOf(file, { config, catalog: engine.catalog(), hasOwnData });
const changed = (changes: Partial<LessonConfig>, settings: LessonConfig["settings"] = {}) =>
  saved({ ...config, ...changes, settings: { ...config.settings, ...settings } });

test("a file of the same run has nothing against it, whatever was turned in it", () => {
  expect(found(saved(config))).toBeUndefined();
  expect(found(changed({}, { "learning-rate": 0.02 }))).toBeUndefined();
});

test.each<[string, () => Uint8Array, object]>([
  ["another lesson", () => saved(lessonNamed("next-vector")!.config), { kind: "lesson" }],
  [
    "another seed",
    () => changed({ seed: 9 }),
    { kind: "different", name: "seed", theirs: "9", ours: String(config.seed) },
  ],
  [
    "another attention",
    () => changed({ attention: "causal" }),
    { kind: "different", name: "attention", theirs: "causal", ours: config.attention },
  ],
  [
    "another width",
    () => changed({}, { width: 16 }),
    { kind: "different", name: "width", theirs: "16", ours: String(config.settings.width) },
  ],
  [
    "another position",
    () => changed({}, { position: "rotary" }),
    { kind: "different", name: "position", theirs: "rotary" },
  ],
  ["other parameters", () => saved(config, "saveParameters"), { kind: "parameters" }],
])("%s is what it says", (_, file, misfit) => {
  expect(found(file())).toMatchObject(misfit);
});

test("which lesson a file is of is known by what was trained", () => {
  const other = lessonNamed("calculator")!;
  expect(found(saved(other.config))).toEqual({ kind: "lesson", lesson: other });
});

test("a run on somebody's own data is told from one without", () => {
  expect(found(saved(config), true)).toEqual({ kind: "data" });
});

test("what is damaged, or no such file, is for the engine to tell", () => {
  const file = saved(config);
  for (const wrong of [
    file.slice(0, -1),
    file.slice(0, 30),
    new Uint8Array(),
    new Uint8Array(99),
  ]) {
    expect(found(wrong)).toBeUndefined();
  }
  const later = new TextDecoder("latin1").decode(file).replace("checkpoint 1", "checkpoint 7");
  expect(found(Uint8Array.from(later, (letter) => letter.charCodeAt(0)))).toBeUndefined();
});
