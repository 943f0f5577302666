import { afterEach, expect, test } from "vitest";
import type { Writing } from "../../web/src/engine/protocol.ts";
import type { LessonConfig } from "../../web/src/lessons/lesson.ts";
import { lessonNamed } from "../../web/src/lessons/registry.ts";
import { Desk } from "./desk.ts";
import { bits } from "./engine.ts";

let desk: Desk;
afterEach(() => desk.say("pause"));

const stories = lessonNamed("language-model")!.config;
const copying = lessonNamed("exact-tasks")!.config;
const translating = lessonNamed("translation")!.config;

async function begun(config: LessonConfig, needs: string[] = []): Promise<void> {
  desk = new Desk();
  desk.start({ config, needs, goal: 800 });
  await desk.until(() => desk.frames.length > 0);
}

async function trained(steps: number): Promise<void> {
  desk.say("play");
  await desk.until(() => desk.frames.at(-1)?.step === steps);
}

/** The frame after a wish, of which each has one once nothing else is going on. */
async function asked(beginning: string | undefined, temperature = 0, top = 0) {
  const goOn = beginning === undefined ? null : { beginning, further: false, temperature, top };
  const before = desk.frames.length;
  desk.send({ type: "write", generation: desk.generation, goOn });
  await desk.until(() => desk.frames.length > before);
  return desk.frames.at(-1)!;
}

async function written(beginning: string, temperature = 0, most = 40): Promise<Writing> {
  let writing = (await asked(beginning, temperature)).writing!;
  for (let i = 1; i < most && !writing.ended; i++) {
    writing = (await asked(beginning, temperature)).writing!;
  }
  return writing;
}

const words = ({ tokens }: Writing) => tokens.map(({ label }) => label).join(" ");

test("who has learned to copy writes the copy, and stops at its end", async () => {
  await begun(copying, ["input", "target"]);
  await trained(800);
  for (const word of ["cadb", "pbkafm"]) {
    const writing = await written(`${word}|`);
    expect(words(writing)).toBe(`${[...word].join(" ")} ∎`);
    expect(writing).toMatchObject({ ended: true, apart: false, spaced: false });
    for (const { probability } of writing.tokens) {
      expect(probability).toBeGreaterThan(0.5);
      expect(probability).toBeLessThanOrEqual(1);
    }
    const { input, target } = desk.frames.at(-1)!.tensors;
    expect(input?.columns.join("")).toBe(`${word}|${word}`);
    expect(target?.columns.join("")).toBe(`${word}∎`);
    // There is nothing after the end.
    expect((await asked(`${word}|`)).writing).toEqual(writing);
  }
});

test("pictures follow each token: what it was written from is on show, until it is put away", async () => {
  const weights = "block0.attn.weights";
  await begun(stories, [weights, "alignment"]);
  expect(desk.frames[0]).toMatchObject({ writing: null, absent: [] });
  const read = ["¶", "anna", "sees", "the"];
  for (let i = 0; i < 3; i++) {
    const { writing, tensors, absent } = await asked("anna sees the");
    expect(writing?.tokens).toHaveLength(i + 1);
    expect(tensors[weights]?.rows).toEqual(read);
    expect(absent).toEqual(["alignment"]);
    read.push(writing!.tokens[i]!.label);
  }
  // It stays while the model is trained on.
  desk.say("step");
  await desk.until(() => desk.frames.at(-1)!.step === 1);
  expect(desk.frames.at(-1)!.tensors[weights]?.rows).toEqual(read.slice(0, -1));
  const { writing, tensors, absent } = await asked(undefined);
  expect(writing).toBeNull();
  expect(absent).toEqual([]);
  expect(tensors[weights]?.rows).toHaveLength(24);
});

test("when there is no room for more, the last tokens are what is seen", async () => {
  await begun({ ...stories, settings: { ...stories.settings, length: 6 } }, ["input"]);
  const writing = await written("anna sees the", 1, 12);
  expect(writing.tokens).toHaveLength(12);
  const { columns } = desk.frames.at(-1)!.tensors.input!;
  expect(columns).toEqual(writing.tokens.slice(-7, -1).map(({ label }) => label));
});

test("a sequence of its own is written from its first token on, whatever the answer is", async () => {
  await begun(translating, ["target", "decoder.attn.weights"]);
  for (let i = 0; i < 3; i++) {
    const { writing, tensors } = await asked("我爱你");
    expect(writing).toMatchObject({ apart: true, spaced: true });
    expect(writing?.tokens).toHaveLength(i + 1);
    expect(tensors["decoder.attn.weights"]?.rows).toEqual(words(writing!).split(" "));
    expect(tensors["decoder.attn.weights"]?.columns).toEqual(["我", "爱", "你"]);
  }
  const writing = await written("我爱你", 1);
  expect(writing.ended).toBe(true);
  expect(writing.tokens.length).toBeLessThanOrEqual(16);
});

test("the same seed and the same choices write the same; done again in one run, another text", async () => {
  const texts: string[][] = [];
  for (let time = 0; time < 2; time++) {
    await begun(stories);
    const first = words(await written("anna sees the", 1.5, 8));
    await asked(undefined);
    texts.push([first, words(await written("anna sees the", 1.5, 8))]);
  }
  expect(texts[0]).toEqual(texts[1]);
  expect(texts[0]![0]).not.toBe(texts[0]![1]);
});

test("drawn from the likeliest alone, it is the likeliest", async () => {
  await begun(stories);
  const greedy = words(await written("anna", 0, 4));
  await asked(undefined);
  for (let i = 0; i < 4; i++) await asked("anna", 2, 1);
  expect(words(desk.frames.at(-1)!.writing!)).toBe(greedy);
});

test.each([
  ["a word that there is not", stories, "anna sees bob", "`bob` is not a word"],
  ["nothing", copying, "", "got 0"],
  ["what cannot be written on", { ...copying, task: "sort" }, "cadb", "only a task whose answers"],
])(
  "%s is refused with the engine's sentence, and the run goes on",
  async (_, config, text, why) => {
    await begun(config, ["input"]);
    const held = desk.frames[0]!.tensors.input!.columns;
    const { writing, tensors } = await asked(text);
    expect(writing).toMatchObject({ beginning: text, tokens: [], ended: true });
    expect(writing?.refusal).toContain(why);
    expect(tensors.input?.columns).toEqual(held);
    desk.say("step");
    await desk.until(() => desk.frames.at(-1)!.step === 1);
    expect(desk.of("failed")).toEqual([]);
  },
);

test("what is written takes the place of what was typed, and the other way round", async () => {
  await begun(stories, ["input"]);
  const { generation } = desk;
  await asked("anna");
  desk.send({ type: "show", generation, typed: "tom sleeps" });
  await desk.until(() => desk.frames.at(-1)!.typed !== null);
  expect(desk.frames.at(-1)).toMatchObject({ writing: null, typed: { text: "tom sleeps" } });
  const frame = await asked("eva");
  expect(frame.typed).toBeNull();
  expect(frame.tensors.input?.columns).toEqual(["¶", "eva"]);
  expect((await asked(undefined)).typed).toBeNull();
});

test("a run begun anew does not go on with what another one wrote", async () => {
  await begun(stories);
  await asked("anna");
  const goOn = { beginning: "anna", further: true, temperature: 0, top: 0 };
  desk.send({ type: "write", generation: desk.generation, goOn });
  await desk.until(() => desk.frames.length === 3);
  expect(desk.frames[2]!.writing?.tokens).toHaveLength(2);
  desk.start({ config: stories, needs: [] });
  await desk.until(() => desk.frames.length === 4);
  desk.send({ type: "write", generation: desk.generation, goOn });
  await desk.until(() => desk.frames.length === 5);
  expect(desk.frames[4]!.writing).toBeNull();
});

test("writing does not change what is trained", async () => {
  const losses: string[][] = [];
  for (const isWriting of [false, true]) {
    desk = new Desk();
    desk.start({ config: stories, needs: [], goal: 60 });
    await desk.until(() => desk.frames.length > 0);
    desk.say("play");
    if (isWriting) for (let i = 0; i < 5; i++) await asked("anna sees the", 1);
    await desk.until(() => desk.frames.at(-1)?.step === 60);
    losses.push(bits(desk.losses));
  }
  expect(losses[0]).toEqual(losses[1]);
});
