import type { Catalog, MainModule, Setting } from "softlook-wasm";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { controls, namesOf } from "../../web/src/elements/controls.ts";
import { turnsBetween } from "../../web/src/elements/live-changes.ts";
import { nearest, notchesOf } from "../../web/src/elements/notches.ts";
import {
  asAttributes,
  settingAttributes,
  withAttribute,
} from "../../web/src/elements/setting-attributes.ts";
import { asNumber } from "../../web/src/elements/setting-value.ts";
import { fitted, heedsAttention } from "../../web/src/engine/declared.ts";
import { type Basis, configWith, differences, needed } from "../../web/src/lessons/differences.ts";
import { lessonNamed } from "../../web/src/lessons/registry.ts";
import { settingNames } from "../../web/src/lessons/setting-names.ts";
import { besideVariants, type Changes, configOf } from "../../web/src/lessons/variants.ts";
import { settingTexts } from "../../web/src/text/settings.ts";
import { realEngine } from "./engine.ts";

let engine: MainModule;
let catalog: Catalog;
let declared: { entry: string; setting: Setting }[];
beforeAll(async () => {
  engine = await realEngine();
  catalog = engine.catalog();
  const { tasks, models, attentions, optimizers, schedule } = catalog;
  const entries = [...tasks, ...models, ...attentions, ...optimizers];
  declared = [...entries, { name: "schedule", settings: schedule }].flatMap((entry) =>
    entry.settings.map((setting) => ({ entry: entry.name, setting })),
  );
});

const named = (list: readonly { name: string }[]) => list.map(({ name }) => name);

describe("the words of the settings", () => {
  test("the page knows every setting of the catalog by its name, and no other", () => {
    const names = new Set(declared.map(({ setting }) => setting.name));
    expect(names.size).toBeGreaterThan(50);
    expect([...settingNames].sort()).toEqual([...names].sort());
  });

  test.each(Object.entries(settingTexts))("%s has words for all that can be set", (_, words) => {
    for (const { setting } of declared) {
      const { name, hint } = words.settingWords[setting.name as (typeof settingNames)[number]];
      expect(name, setting.name).not.toBe("");
      expect(hint, setting.name).not.toBe("");
      for (const option of setting.options) expect(words.optionWords).toHaveProperty([option]);
    }
    const sorted = (names: string[]) => names.sort();
    expect(sorted(Object.keys(words.attentionWords))).toEqual(sorted(named(catalog.attentions)));
    expect(sorted(Object.keys(words.optimizerWords))).toEqual(sorted(named(catalog.optimizers)));
  });

  test("Chinese words have Chinese punctuation", () => {
    for (const { name, hint } of Object.values(settingTexts.zh.settingWords)) {
      expect(name + hint).not.toMatch(/\p{Script=Han}[,:;?!()]|[,:;?!()]\p{Script=Han}/u);
    }
  });

  test("there are words of its own for a setting that means something else elsewhere", () => {
    const special = Object.keys(settingTexts.en.settingWords).filter((key) => key.includes("."));
    expect(special.length).toBeGreaterThan(0);
    for (const key of special) {
      const [entry, name] = key.split(".");
      expect(declared.some((each) => each.entry === entry && each.setting.name === name)).toBe(
        true,
      );
    }
  });
});

/** https://html.spec.whatwg.org/multipage/dom.html#global-attributes, and what all elements have beside. */
const globalAttributes = [
  ..."accesskey autocapitalize autocorrect autofocus contenteditable dir draggable enterkeyhint".split(
    " ",
  ),
  ..."exportparts hidden id inert inputmode is itemid itemprop itemref itemscope itemtype lang".split(
    " ",
  ),
  ..."nonce part popover slot spellcheck style tabindex title translate writingsuggestions".split(
    " ",
  ),
  ..."class role anchor headingoffset headingreset virtualkeyboardpolicy xmlns".split(" "),
];
/** Of the element itself. */
const ownAttributes = ["lesson", "variant", "seed", "pace", "theme", "lang", "hide", "lock"];

test("an attribute that sets something means nothing else", () => {
  const attributes = [...settingAttributes.keys()];
  expect(new Set(attributes).size).toBe(settingNames.length + 2);
  expect([...settingAttributes.values()].sort()).toEqual(
    [...settingNames, "attention", "optimizer"].sort(),
  );
  for (const name of attributes) {
    expect([...globalAttributes, ...ownAttributes], name).not.toContain(name);
    expect(name).not.toMatch(/^(aria-|data-|on)/);
  }
  expect(settingAttributes.get("setting-hidden")).toBe("hidden");
});

test("no control is called like a setting", () => {
  for (const name of controls) expect(settingNames).not.toContain(name);
});

test("an attribute is a number where it looks like one, and gone when it is removed", () => {
  const some = withAttribute(withAttribute({}, "heads", " 4 "), "position", "none");
  expect(some).toEqual({ heads: 4, position: "none" });
  expect(withAttribute(some, "heads", null)).toEqual({ position: "none" });
  expect(asAttributes({ hidden: 8, ...some })).toEqual({ "setting-hidden": 8, ...some });
  expect(withAttribute({}, "epsilon", "1e-8")).toEqual({ epsilon: 1e-8 });
  // The engine says of these what is wrong with them.
  for (const value of ["", "four", "Infinity", "4px"]) {
    expect(withAttribute({}, "heads", value)).toEqual({ heads: value });
  }
});

test("what can be hidden or locked is a list of names; others are told of, once", () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const names = namesOf("hide", "seed  heads\nsede");
  expect(names.list).toEqual(["seed", "heads"]);
  expect([names.has("seed"), names.has("heads"), names.has("pace")]).toEqual([true, true, false]);
  namesOf("hide", ["sede", "pace"]);
  expect(warn).toHaveBeenCalledTimes(1);
  expect(warn.mock.calls[0]?.[0]).toContain("`hide` knows no `sede`");
  expect(namesOf("lock", "all").has("learning-rate")).toBe(true);
  for (const nothing of [null, undefined, "", []])
    expect(namesOf("lock", nothing).list).toEqual([]);
  warn.mockRestore();
});

/** Of two steps on the first task that the model takes. */
function losses(model: string, attention: string): number[] {
  for (const { name: task } of catalog.tasks) {
    try {
      const config = { task, model, attention, optimizer: "sgd", seed: 1, settings: { batch: 1 } };
      const session = new engine.Session(config);
      const { losses } = session.train(2);
      session.delete();
      return [...losses];
    } catch {
      // Another task may fit.
    }
  }
  return [];
}

test("an attention is offered for the models that heed it", () => {
  for (const { name: model } of catalog.models) {
    const [some, others] = [losses(model, "dot"), losses(model, "cosine")];
    expect(some, model).toHaveLength(2);
    const heeds = heedsAttention({ ...lessonNamed("order")!.config, model });
    expect(String(some) !== String(others), model).toBe(heeds);
  }
});

describe("a slider", () => {
  const settingOf = (entry: string, name: string) =>
    declared.find((each) => each.entry === entry && each.setting.name === name)!.setting;

  test("goes through numbers that the setting can be, in order, from end to end", () => {
    const all = declared.map(({ setting }) => setting).filter(({ kind }) => kind !== "choice");
    for (const setting of all) {
      const notches = notchesOf(setting);
      if (notches.length === 0) continue;
      expect(notches, setting.name).toEqual([...notches].sort((a, b) => a - b));
      for (const notch of notches)
        expect(asNumber(setting, String(notch)), setting.name).toBe(notch);
      expect(notches[0]).toBe(setting.minimum);
      expect(notches.at(-1)).toBe(setting.maximum);
      expect(notches.length, setting.name).toBeLessThan(120);
    }
  });

  test("takes the same factor a way where values span decades", () => {
    const rates = notchesOf(settingOf("adam", "learning-rate"));
    for (const rate of [0.0001, 0.001, 0.003, 0.01, 0.1, 1]) expect(rates).toContain(rate);
    const heads = notchesOf(settingOf("multi-head", "heads"));
    expect(heads.slice(0, 6)).toEqual([1, 2, 3, 4, 6, 8]);
    expect(heads[nearest(heads, 5)]).toBe(4);
  });

  test("there is none over a million steps, or for a choice", () => {
    expect(notchesOf(catalog.schedule.find(({ name }) => name === "decay-steps")!)).toEqual([]);
    expect(notchesOf(settingOf("transformer", "position"))).toEqual([]);
  });
});

test("what is typed is a number of the setting's kind and range, or nothing", () => {
  const heads = declared.find(({ setting }) => setting.name === "heads")!.setting;
  for (const text of ["", " ", "0", "65", "1.5", "four", "1e99", "NaN", "-1", "0x"]) {
    expect(asNumber(heads, text), text).toBe(undefined);
  }
  expect(asNumber(heads, " 4 ")).toBe(4);
});

describe("changes", () => {
  const basis = (changes: Partial<Basis> = {}): Basis => ({
    lesson: lessonNamed("translation")!,
    variant: "",
    given: {},
    ...changes,
  });

  test("are named with what was before, also what another attention brings along", () => {
    const asItIs = configWith(catalog, basis(), {});
    const other = configWith(catalog, basis(), { attention: "multi-head", width: 64 });
    expect(differences(catalog, asItIs, asItIs)).toEqual([]);
    expect(
      differences(catalog, asItIs, other).map(({ name, from, to }) => [name, from, to]),
    ).toEqual([
      ["attention", "scaled-dot", "multi-head"],
      ["width", 48, 64],
      ["heads", 1, 4],
    ]);
  });

  test("that change nothing are none", () => {
    const { given, ...rest } = basis({ given: { heads: 4 } });
    const wanted = { heads: 4, width: 48, attention: "scaled-dot", shortest: 3, longest: 8 };
    expect(needed(catalog, { given, ...rest }, wanted)).toEqual({ longest: 8 });
    // Back from what the author gave to what the lesson has is a change.
    expect(needed(catalog, { given, ...rest }, { heads: 1 })).toEqual({ heads: 1 });
    // What only another attention had goes with it.
    expect(needed(catalog, basis(), { "key-heads": 2 })).toEqual({});
    const grouped = { attention: "grouped-query", "key-heads": 1 };
    expect(needed(catalog, basis(), grouped)).toEqual(grouped);
  });

  test("of attention take away what the lesson set for its own, and nothing that was asked for", () => {
    const echo = lessonNamed("recurrent-reader")!;
    const own = { ...echo, config: { ...echo.config, settings: { sharpness: 3, length: 6 } } };
    const fit = (changes: Record<string, number | string>) =>
      fitted(configOf(own, undefined, changes), catalog).settings;
    expect(fit({})).toEqual({ sharpness: 3, length: 6 });
    expect(fit({ attention: "dot" })).toEqual({ length: 6 });
    expect(fit({ attention: "cosine" })).toEqual({ sharpness: 3, length: 6 });
    // Nobody else knows that it means nothing: the engine refuses it.
    expect(fit({ attention: "dot", sharpness: 5 })).toEqual({ sharpness: 5, length: 6 });
  });

  test("of live settings alone need no new start, unless the engine would refuse them", () => {
    const lesson = lessonNamed("translation")!;
    const turns = (before: Changes, after: Changes) => {
      const found = turnsBetween(catalog, before, after, configOf(lesson, undefined, after));
      return found && Object.fromEntries(found);
    };
    const rate = { "learning-rate": 0.02 };
    expect(turns({}, rate)).toEqual(rate);
    expect(turns(rate, { ...rate, clip: 2 })).toEqual({ clip: 2 });
    // Back to what the lesson has.
    expect(turns(rate, {})).toEqual({ "learning-rate": 0.008 });
    expect(turns({}, { heads: 4, ...rate })).toBe(undefined);
    for (const value of [-1, "many", ""]) {
      expect(turns(rate, { "learning-rate": value })).toBe(undefined);
    }
    expect(turns({}, { attention: "dot" })).toBe(undefined);
    expect(turns({}, { sharpness: 2 })).toBe(undefined);
  });

  test("of what the variants are about end with the choice of a variant", () => {
    const lesson = lessonNamed("translation")!;
    const changes = { attention: "dot", query: "after", width: 64, directions: 1 };
    expect(besideVariants(lesson, changes)).toEqual({ width: 64 });
  });
});
