import { readFileSync } from "node:fs";
import createModule, { type Catalog, type Config } from "softlook-wasm";
import { expect, test } from "vitest";
import { core, type Edition, editionFor } from "../../web/src/engine/editions.ts";
import type { LessonConfig } from "../../web/src/lessons/lesson.ts";
import { lessons } from "../../web/src/lessons/registry.ts";
import { Desk } from "./desk.ts";
import { bits, realEngine } from "./engine.ts";

const built = (file: string) => new URL(`../../build/wasm/${file}`, import.meta.url);
const coreEngine = () => createModule({ wasmBinary: readFileSync(built("softlook-core.wasm")) });
const lesson = (name: string) => lessons.find((one) => one.name === name)!;

test("the core has the tasks and models that the page believes it has, and everything else", async () => {
  const { tasks, models, ...others } = (await coreEngine()).catalog();
  const whole = (await realEngine()).catalog();
  const names = (entries: readonly { name: string }[]) => entries.map(({ name }) => name);
  expect(names(tasks).sort()).toEqual([...core.tasks].sort());
  expect(names(models).sort()).toEqual([...core.models].sort());
  const { tasks: allTasks, models: allModels, ...same } = whole as Catalog;
  expect(others).toEqual(same);
  expect(allTasks).toEqual(expect.arrayContaining([...tasks]));
  expect(allModels).toEqual(expect.arrayContaining([...models]));
});

test("both editions are run by the same glue", () => {
  const glue = (name: string) =>
    readFileSync(built(`${name}.mjs`), "utf8").replaceAll(`${name}.wasm`, "");
  expect(glue("softlook-core")).toBe(glue("softlook"));
});

test.each(["next-vector", "score-functions"])(
  "%s trains to the same bits in both",
  async (name) => {
    const config = lesson(name).config as Config;
    const losses = async (engine: Promise<{ Session: new (config: Config) => Training }>) => {
      const session = new (await engine).Session(config);
      return bits(session.train(50).losses);
    };
    expect(await losses(coreEngine())).toEqual(await losses(realEngine()));
  },
);
interface Training {
  train(steps: number): { losses: Float32Array };
}

test("the lesson that the first page begins with is in the core", () => {
  expect(editionFor([lessons[0]!.config])).toBe("core");
});

test("what one of several does not know, the core does not know", () => {
  const { config } = lesson("next-vector");
  expect(editionFor([config, lesson("translation").config])).toBe("whole");
  expect(editionFor([{ ...config, model: "no such model" }])).toBe("whole");
});

test("a worker takes the core while that will do, then the whole, and keeps to it", async () => {
  const taken: Edition[] = [];
  const desk = new Desk((edition) => {
    taken.push(edition);
    return edition === "core" ? coreEngine() : realEngine();
  });
  const open = async (config: LessonConfig) => {
    desk.start({ config, needs: [] });
    const { generation } = desk;
    await desk.until(() => desk.of("ready").at(-1)?.generation === generation);
  };
  await open(lesson("next-vector").config);
  expect(taken).toEqual(["core"]);
  await open(lesson("score-functions").config);
  expect(taken).toEqual(["core"]);
  await open(lesson("order").config);
  expect(taken).toEqual(["core", "whole"]);
  await open(lesson("next-vector").config);
  expect(taken).toEqual(["core", "whole"]);
});
