import { readFileSync } from "node:fs";
import { afterEach, expect, test, vi } from "vitest";
import { loadModule } from "../../web/src/engine/load.ts";
import { wasmFile } from "./engine.ts";

afterEach(() => vi.unstubAllGlobals());

const answer = (body: BodyInit, init?: ResponseInit) =>
  vi.stubGlobal("fetch", async () => new Response(body, init));

test("the engine loads, whatever type the server calls it", async () => {
  answer(readFileSync(wasmFile), { headers: { "content-type": "text/plain" } });
  const module = await loadModule("softlook.wasm");
  expect(module.catalog().tasks.length).toBeGreaterThan(0);
});

test("a file that is not there is missing", async () => {
  answer("no", { status: 404 });
  await expect(loadModule("softlook.wasm")).rejects.toMatchObject({
    reason: "missing",
    message: "softlook.wasm: 404",
  });
});

test("no connection is missing, too", async () => {
  vi.stubGlobal("fetch", async () => {
    throw new TypeError("Failed to fetch");
  });
  await expect(loadModule("softlook.wasm")).rejects.toMatchObject({ reason: "missing" });
});

test("a page in its place is corrupt", async () => {
  answer("<!doctype html><title>Welcome</title>");
  await expect(loadModule("softlook.wasm")).rejects.toMatchObject({ reason: "corrupt" });
});

test("half a file is corrupt", async () => {
  answer(readFileSync(wasmFile).subarray(0, 5000));
  await expect(loadModule("softlook.wasm")).rejects.toMatchObject({ reason: "corrupt" });
});

test("where a policy forbids WebAssembly, that is what is said, and nothing is fetched", async () => {
  let fetched = false;
  vi.stubGlobal("fetch", async () => {
    fetched = true;
    return new Response(readFileSync(wasmFile));
  });
  vi.stubGlobal("WebAssembly", {
    Module: class {
      constructor() {
        throw new Error("Wasm code generation disallowed by embedder");
      }
    },
  });
  await expect(loadModule("softlook.wasm")).rejects.toMatchObject({
    reason: "forbidden",
    message: "Wasm code generation disallowed by embedder",
  });
  expect(fetched).toBe(false);
});

test("a module that was compiled before is used, and nothing is fetched; one that was not is passed on", async () => {
  const passed: WebAssembly.Module[] = [];
  answer(readFileSync(wasmFile));
  await loadModule("softlook.wasm", undefined, (module) => passed.push(module));
  expect(passed).toHaveLength(1);
  vi.stubGlobal("fetch", () => expect.unreachable("it was fetched again"));
  const again = await loadModule("softlook.wasm", passed[0], (module) => passed.push(module));
  expect(again.catalog().tasks.length).toBeGreaterThan(0);
  expect(passed).toHaveLength(1);
});
