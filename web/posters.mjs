// node web/posters.mjs [lesson …]: draws the poster of each lesson, or of those that are named, from a run of it
// that was trained to its goal. By hand, when a lesson's pictures have changed; the engine has to be built.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runnerImport } from "vite";
import { isMain, main, tree } from "../wasm/toolchain/run.mjs";

/** Trained once: what it came to is kept in build/posters. */
function trained(engine, { name, config, goal }) {
  const digest = createHash("sha256")
    .update(JSON.stringify([config, goal]))
    .digest("hex");
  const file = join(tree, "build/posters", `${name}-${digest.slice(0, 8)}.safetensors`);
  if (existsSync(file)) return engine.Session.load(readFileSync(file));
  const session = new engine.Session(config);
  if (goal > 0) session.train(goal);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, session.save());
  return session;
}

function lossesOf(engine, config, goal) {
  const session = new engine.Session(config);
  const { losses } = session.train(goal);
  session.delete();
  return losses;
}

export async function drawPosters(names) {
  const { default: createModule } = await import("../build/wasm/softlook.mjs");
  const engine = await createModule({
    wasmBinary: readFileSync(join(tree, "build/wasm/softlook.wasm")),
  });
  const { module } = await runnerImport(join(tree, "web/posters/posters.ts"), {
    configFile: join(tree, "web/vite.config.ts"),
    logLevel: "warn",
  });
  for (const [folder, lesson] of module.folders) {
    if (names.length > 0 && !names.includes(lesson.name)) continue;
    const session = trained(engine, lesson);
    const svg = module.drawPoster(lesson, session, (config) =>
      lossesOf(engine, config, lesson.goal),
    );
    session.delete();
    writeFileSync(join(tree, "web/src/lessons", folder, "poster.svg"), svg);
    console.log(`${lesson.name}: ${svg.length} bytes`);
  }
}

if (isMain(import.meta.url)) main(() => drawPosters(process.argv.slice(2)));
