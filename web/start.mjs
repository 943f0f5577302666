// npm start: the playground on this machine, which follows every change of its sources.
import { join, relative } from "node:path";
import { build, buildArguments } from "../wasm/toolchain/cmake.mjs";
import { capture, main, onInterrupt, run, tree } from "../wasm/toolchain/run.mjs";
import { setup } from "../wasm/toolchain/setup.mjs";

const target = "editions";
const core = ["CMakeLists.txt", "wasm/CMakeLists.txt", "wasm/flags.cmake", "wasm/src"];

main(async () => {
  await setup("packages", "cmake", "emscripten");
  await build("wasm", target);
  const { createServer } = await import("vite");
  const server = await createServer({
    configFile: join(tree, "web/vite.config.ts"),
    server: { host: "127.0.0.1", port: 5173, strictPort: false },
    plugins: [rebuild()],
    clearScreen: false,
    logLevel: "warn",
  });
  onInterrupt(() => server.close());
  await server.listen();
  const address = `http://127.0.0.1:${server.httpServer.address().port}/`;
  console.log(`softlook is open at ${address}`);
  if (process.stdout.isTTY && !process.env.CI) await open(address);
  // Until it is interrupted.
  return new Promise(() => {});
});

/** Compiles the core again when its sources change, and reloads the page when it is new. */
function rebuild() {
  return {
    name: "softlook-core",
    // The module changes piece by piece while it is linked: one reload, at the end, is ours.
    handleHotUpdate: ({ file }) => (file.startsWith(join(tree, "build/")) ? [] : undefined),
    configureServer(server) {
      // The address that the page tells people to embed answers here, too.
      server.middlewares.use((request, _, next) => {
        if (request.url === "/softlook.js") request.url = "/src/elements/soft-look.ts";
        next();
      });
      const paths = core.map((path) => join(tree, path));
      let busy = false;
      let again = false;
      let failed = false;

      async function compile() {
        if (busy) {
          again = true;
          return;
        }
        busy = true;
        do {
          again = false;
          await compileOnce();
        } while (again);
        busy = false;
      }

      async function compileOnce() {
        const { code, out, err } = await capture("cmake", buildArguments("wasm", [target]));
        const text = `${out}\n${err}`.trim();
        if (code) {
          failed = true;
          console.error(text);
          server.ws.send({ type: "error", err: problem(text) });
        } else if (failed || !text.includes("no work to do")) {
          failed = false;
          console.log("The core was compiled again.");
          server.ws.send({ type: "full-reload" });
        }
      }

      server.watcher.add(paths);
      let timer;
      server.watcher.on("all", (event, path) => {
        const ours = paths.some((one) => path === one || path.startsWith(`${one}/`));
        if (!ours || event.endsWith("Dir")) return;
        clearTimeout(timer);
        timer = setTimeout(compile, 50);
      });
    },
  };
}

/** What the browser shows over the page: the compiler's first error. @param {string} text */
function problem(text) {
  const [, file, line, column] = text.match(/^(\S.*?):(\d+):(\d+): (?:fatal )?error:/m) ?? [];
  const lines = text
    .split("\n")
    .filter((one) => !/^\[\d+\/\d+\]|^FAILED|^: &&|em\+\+"? /.test(one));
  return {
    message: `The core does not compile; the page goes on with the last one that did.\n\n${lines.join("\n")}`,
    stack: "",
    plugin: "softlook-core",
    ...(file && {
      id: relative(tree, file),
      loc: { file: relative(tree, file), line: Number(line), column: Number(column) },
    }),
  };
}

/** Opens the default browser, where there is a screen to open it on. @param {string} address */
async function open(address) {
  if (process.platform === "darwin") await run("open", [address], { stdio: "ignore" });
  else if (process.env.DISPLAY || process.env.WAYLAND_DISPLAY) {
    await run("xdg-open", [address], { stdio: "ignore" });
  }
}
