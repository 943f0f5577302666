import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { type Config, type Engine, loadEngine, type Session } from "../../web/src/engine/engine.ts";
import { wasmFile } from "./engine.ts";

// Tens of thousands of calls are made here.
vi.setConfig({ testTimeout: 60_000 });

let engine: Engine;
beforeAll(async () => {
  engine = await loadEngine(readFileSync(wasmFile));
});

function refusal(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    expect(error).toBeInstanceOf(Error);
    expect((error as Error).constructor).toBe(Error);
    return (error as Error).message;
  }
  return "accepted";
}

describe("what is refused", () => {
  const calls: Record<string, (session: Session) => unknown> = {
    config: () => engine.session({ task: "nothing" }),
    checkpoint: () => engine.load(new Uint8Array(3)),
    restore: (session) => session.restore(new Uint8Array(3)),
    tensor: (session) => session.tensor("nothing"),
    steps: (session) => session.train(0),
    set: (session) => session.set("nothing", 1),
    parameter: (session) => session.setParameter("W", [1]),
    batch: (session) =>
      session.trainOn({ input: { shape: [1], data: [1] }, target: { shape: [1], data: [1] } }),
    pin: (session) => session.observe(0, { pins: [{ name: "nothing", to: "zero" }] }),
  };

  test.each(Object.keys(calls))("leaves nothing behind, however often: %s", (name) => {
    const session = engine.session();
    const before = session.save();
    const sentence = refusal(() => calls[name]!(session));
    expect(sentence).toMatch(/^\[[a-z]+\] [^\n]+$/);
    const sentences = new Set<string>();
    // More than enough to use up the stack, if each left a few bytes on it.
    for (let i = 0; i < 20_000; ++i) sentences.add(refusal(() => calls[name]!(session)));
    expect([...sentences]).toEqual([sentence]);
    expect(session.save()).toEqual(before);
    session.delete();
  });

  test("is not what the next call is told", () => {
    const session = engine.session();
    refusal(() => session.tensor("nothing"));
    expect(session.train(1).step).toBe(1);
    session.delete();
  });

  test("does not keep the numbers that it was given", () => {
    const session = engine.session();
    const memory = () => process.memoryUsage().arrayBuffers;
    const offer = () => {
      const data = new Float32Array(250_000);
      refusal(() => session.trainOn({ input: { shape: [1], data }, target: { shape: [1], data } }));
    };
    const before = memory();
    for (let i = 0; i < 500; ++i) offer();
    // 500 MB were given; some may still wait to be collected.
    expect(memory() - before).toBeLessThan(250_000_000);
    session.delete();
  });
});

test("after a thousand sessions the engine's memory is as large as after the first", () => {
  const grown = vi.spyOn(WebAssembly.Memory.prototype, "grow");
  const reverse = { task: "reverse", optimizer: "adam" };
  const configs: Config[] = [
    {},
    { ...reverse, model: "transformer", attention: "multi-head" },
    { ...reverse, model: "encoder-decoder", attention: "additive" },
  ];
  const work = (config: Config) => {
    const session = engine.session(config);
    session.train(2);
    session.observe(0, { gradients: true });
    session.loadParameters(session.saveParameters());
    const other = session.clone();
    session.delete();
    other.train(1);
    other.delete();
  };
  // Larger ones first, which see that it grows, and leave room.
  for (const config of configs) work({ ...config, settings: { batch: 64 } });
  expect(grown).toHaveBeenCalled();
  grown.mockClear();
  for (let i = 0; i < 1000; ++i) work(configs[i % 3]!);
  expect(grown).not.toHaveBeenCalled();
  grown.mockRestore();
});

test("a session that was cloned, saved or gone back goes on like the one that it was", () => {
  const session = engine.session({ optimizer: "adam", seed: 5 });
  session.train(10);
  const checkpoint = session.save();
  const others = [session.clone(), engine.load(checkpoint)];
  const { losses } = session.train(5);
  session.restore(checkpoint);
  for (const other of [...others, session]) expect(other.train(5).losses).toEqual(losses);
  for (const one of [...others, session]) one.delete();
});

describe("what is of the wrong kind is refused in a sentence", () => {
  const wrong = (value: unknown) => value as never;
  const strange = [null, 5n, "5", {}, [{}], true, Symbol("s"), () => 1];

  test.each([
    ["seed", (x: unknown) => engine.session({ seed: wrong(x) }), /seed/],
    ["task", (x: unknown) => engine.session({ task: wrong(x) }), /task/],
    ["settings", (x: unknown) => engine.session({ settings: wrong([x]) }), /settings/],
  ] as const)("in a config: %s", (_, call, name) => {
    for (const value of strange.filter((one) => one !== null)) {
      const sentence = refusal(() => call(value));
      expect(sentence).toMatch(/^\[(session|task)\] /);
      expect(sentence).toMatch(name);
    }
  });

  test("in a call", () => {
    const session = engine.session();
    const before = session.save();
    for (const value of strange) {
      for (const call of [
        () => session.train(wrong(value)),
        () => session.observe(wrong(value)),
        () => session.evaluate(wrong(value)),
        () => session.trainOn(wrong(value)),
        () =>
          session.trainOn({ input: wrong({ shape: [1, 8, 16], data: value }), target: wrong(0) }),
        () => session.observe(0, wrong([value])),
        () =>
          session.observe(0, {
            pins: [{ name: "attention.weights", head: wrong(value), to: "zero" }],
          }),
        () => session.observe(0, { pins: wrong([value]) }),
        () => session.setParameter("W", wrong(value)),
        () => session.setParameter("W", wrong(new Array(256).fill(value))),
        () => session.restore(wrong(value)),
        () => session.loadParameters(wrong(value)),
        () => engine.load(wrong(value)),
      ]) {
        expect(refusal(call)).toMatch(/^\[session\] [^\n]+ must be [^\n]+$/);
      }
    }
    expect(session.save()).toEqual(before);
    session.delete();
  });

  test("a config, by what was got", () => {
    for (const [config, sentence] of [
      [{ settings: new Map() }, "`settings` must be an object, got a Map"],
      [{ settings: { causal: true } }, "setting `causal` must be a number or a name, got true"],
      [{ settings: { heads: null } }, "setting `heads` must be a number or a name, got null"],
      [{ data: new Uint8Array(0) }, "`data` is empty: leave it out for the task's own samples"],
      [{ data: "" }, "`data` is empty: leave it out for the task's own samples"],
    ] as const) {
      expect(refusal(() => engine.session(wrong(config)))).toBe(`[session] ${sentence}`);
    }
    const file = "the bytes of a file (of a File: new Uint8Array(await file.arrayBuffer()))";
    expect(refusal(() => engine.load(wrong(new Blob())))).toBe(
      `[session] a checkpoint must be ${file}, got a Blob`,
    );
  });

  test("what is pinned to no number of the engine's", () => {
    const session = engine.session();
    const before = session.save();
    for (const value of [Number.POSITIVE_INFINITY, Number.NaN, 1e300]) {
      const pins = [{ name: "attention.weights", to: [0, value] }];
      expect(refusal(() => session.observe(0, { pins }))).toBe(
        `[session] what \`attention.weights\` is pinned to at 1 must be a finite number of 32 bits, got ${value}`,
      );
    }
    expect(session.save()).toEqual(before);
    session.delete();
  });

  test("a checkpoint can be an ArrayBuffer too", () => {
    const session = engine.session();
    session.train(3);
    const { buffer } = session.save();
    session.train(3);
    session.restore(buffer);
    expect(session.step).toBe(3);
    session.delete();
  });

  test("a key that nobody knows, by its name", () => {
    expect(refusal(() => engine.session(wrong({ sead: 3 })))).toContain(
      "has no `sead`; there is `task`",
    );
    const session = engine.session();
    expect(refusal(() => session.observe(0, wrong({ gradient: true })))).toContain("no `gradient`");
    const pin = { name: "attention.weights", heads: 0, to: "zero" };
    expect(refusal(() => session.observe(0, wrong({ pins: [pin] })))).toContain("no `heads`");
    const side = { shape: [1, 2], data: [1, 2] };
    const masked = wrong({ input: side, target: side, mask: side });
    const further = wrong({ input: { ...side, mask: [1] }, target: side });
    for (const call of [
      () => session.observeOn(masked),
      () => session.trainOn(masked),
      () => session.lossOn(masked),
    ]) {
      expect(refusal(call)).toContain("a batch has no `mask`; there is `input`, `target`");
    }
    expect(refusal(() => session.trainOn(further))).toContain("a batch's input has no `mask`");
    session.delete();
  });

  test("a session that was deleted", () => {
    const session = engine.session();
    session.delete();
    for (const call of [
      () => session.train(),
      () => session.step,
      () => session.memory,
      () => session.clone(),
      () => session.gradientNorm(),
      () => session.delete(),
    ]) {
      expect(refusal(call)).toBe("[session] it was deleted; make another one");
    }
  });
});

describe("what is no engine is refused in a sentence", () => {
  test("bytes of something else", async () => {
    for (const bytes of [
      new Uint8Array(0),
      new Uint8Array(100),
      new TextEncoder().encode("<html>"),
    ]) {
      await expect(loadEngine(bytes)).rejects.toThrow(
        /^\[engine\] what loadEngine\(\) was given could not be started as softlook\.wasm: /,
      );
    }
  });

  test("a file that is not there", async () => {
    await expect(loadEngine("file:///nowhere/softlook.wasm")).rejects.toThrow(
      /^\[engine\] file:\/\/\/nowhere\/softlook\.wasm could not be had: /,
    );
  });

  test("a place that nobody can ask", async () => {
    await expect(loadEngine("http://127.0.0.1:1/softlook.wasm")).rejects.toThrow(
      /^\[engine\] http:\/\/127\.0\.0\.1:1\/softlook\.wasm could not be had: /,
    );
  });
});

test("the mean of what comes from outside is refused, since there is none", () => {
  const session = engine.session({ task: "given", model: "transformer", attention: "multi-head" });
  const side = { shape: [1, 2], data: [1, 2] };
  const pins = [{ name: "embedded", to: "mean" as const }];
  expect(refusal(() => session.observeOn({ input: side, target: side }, { pins }))).toBe(
    "[pin] `embedded` has no mean, since the task `given` has no samples of its own; " +
      "pin it to numbers, or to `uniform` or `zero`",
  );
  session.delete();
});

test("half a character takes no other one with it: it is read as one that is unknown", () => {
  const losses = (strange: string) => {
    const data = `ab${strange}cd ef. `.repeat(100);
    const session = engine.session({ task: "text", model: "transformer", data });
    const { losses } = session.train(3);
    session.delete();
    return [...losses];
  };
  expect(losses("\ud800")).toEqual(losses("\ufffd"));
});

test("what is named in a refusal is shown whole, or shortened, and never cut by what it holds", () => {
  const session = engine.session();
  const said = refusal(() => session.set("a\0b\n", 1));
  expect(said).toContain("there is no setting called `a\\u0000b\\u000a`; there is ");
  expect(refusal(() => session.tensor("x".repeat(1e5))).length).toBeLessThan(2100);
  session.delete();
});
