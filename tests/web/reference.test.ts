import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { type Batch, type Config, type Engine, loadEngine } from "../../web/src/engine/engine.ts";
import { wasmFile } from "./engine.ts";

const reference = readFileSync(new URL("../../ENGINE.md", import.meta.url), "utf8");

/** The list of configs in it, as it stands there. */
const configs: Config[] = new Function(
  `${/```js\n(const configs = \[[\s\S]*?)```/.exec(reference)?.[1]}; return configs;`,
)();

let engine: Engine;
beforeAll(async () => {
  engine = await loadEngine(readFileSync(wasmFile));
});

test("the reference names all that can be chosen", () => {
  const { tasks, models, attentions, optimizers, schedule } = engine.catalog();
  const entries = [...tasks, ...models, ...attentions, ...optimizers];
  const settings = [...schedule, ...entries.flatMap((entry) => entry.settings)];
  const names = [
    ...entries.map((entry) => entry.name),
    ...settings.flatMap((setting) => [setting.name, ...setting.options]),
  ];
  expect(names.length).toBeGreaterThan(100);
  expect(names.filter((name) => !reference.includes(`\`${name}\``))).toEqual([]);
});

test("the reference shows a config for each task and each model", () => {
  const { tasks, models } = engine.catalog();
  const names = (entries: { name: string }[]) => entries.map(({ name }) => name).sort();
  expect([...new Set(configs.map(({ task }) => task))].sort()).toEqual(names(tasks));
  expect([...new Set(configs.map(({ model }) => model))].sort()).toEqual(names(models));
});

/** Two samples, as a config of `given` wants them. */
function samples(settings: Record<string, number | string>): Batch {
  const side = (name: string, length: number) => {
    const tokens = Number(settings[`${name}-tokens`]);
    const shape = tokens ? [2, length] : [2, length, Number(settings[`${name}-width`])];
    const count = shape.reduce((product, size) => product * size);
    const number = (i: number) => (tokens ? (7 * i) % tokens : Math.sin(i));
    return { shape, data: Array.from({ length: count }, (_, i) => number(i)) };
  };
  return { input: side("input", 7), target: side("target", settings.separate ? 5 : 7) };
}

describe("a config of the reference runs", () => {
  test.each(configs)("$task, $model, $settings", (config) => {
    const session = engine.session(config);
    const given = config.task === "given" && samples(config.settings ?? {});
    const look = () => (given ? session.observeOn(given) : session.observe(0));
    const before = look();
    expect(look()).toBe(before);
    if (given) session.trainOn(given);
    else session.train(1);
    expect(look()).not.toBe(before);
    expect(look()).toBeGreaterThan(0);
    session.delete();
  });

  test("with any attention", () => {
    for (const { name } of engine.catalog().attentions) {
      for (const config of configs) {
        const settings = { ...config.settings, heads: 2 };
        engine.session({ ...config, attention: name, settings }).delete();
      }
    }
  });
});
