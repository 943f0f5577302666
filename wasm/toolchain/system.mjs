// Tools that belong to the system: found on PATH, else installed by the system's package manager,
// else, on Debian without root, unpacked privately.
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { portable, unpackTools, usePrivateTools } from "./private-tools.mjs";
import {
  atLeast,
  capture,
  isProgram,
  Missing,
  pins,
  run,
  say,
  store,
  tree,
  which,
} from "./run.mjs";

/** What a tool's package is called by each package manager. */
const names = {
  cmake: { "apt-get": "cmake", dnf: "cmake", pacman: "cmake", apk: "cmake", brew: "cmake" },
  ninja: {
    "apt-get": "ninja-build",
    dnf: "ninja-build",
    pacman: "ninja",
    apk: "ninja",
    brew: "ninja",
  },
  python3: {
    "apt-get": "python3",
    dnf: "python3",
    pacman: "python",
    apk: "python3",
    brew: "python",
  },
  fuzzer: {
    "apt-get": "clang libclang-rt-dev",
    dnf: "clang compiler-rt",
    pacman: "clang compiler-rt",
    apk: "clang compiler-rt",
  },
  compiler: { "apt-get": "g++", dnf: "gcc-c++", pacman: "gcc", apk: "g++" },
  browser: { "apt-get": "chromium", dnf: "chromium", pacman: "chromium", apk: "chromium" },
};
const install = {
  "apt-get": ["install", "-y", "--no-install-recommends"],
  dnf: ["install", "-y"],
  pacman: ["-S", "--needed", "--noconfirm"],
  apk: ["add"],
  brew: ["install"],
};

const found = {
  cmake: async () => {
    const { code, out } = await capture("cmake", ["--version"]);
    return code === 0 && atLeast(out.match(/\d+\.\d+/)?.[0] ?? "0", pins.tools.cmake);
  },
  ninja: async () => Boolean(which("ninja")),
  python3: async () => Boolean(which("python3")),
  compiler: async () => Boolean(await findCompiler()),
  browser: async () => Boolean(await findBrowser()),
  fuzzer: async () => await hasFuzzer(),
};

/** Has the tools for what is needed, all in one go. @param {string[]} needs */
export async function systemTools(needs) {
  usePrivateTools();
  const wanted = [
    ...(needs.includes("cmake") ? ["cmake", "ninja"] : []),
    ...(needs.includes("emscripten") ? ["python3"] : []),
    ...["compiler", "browser", "fuzzer"].filter((need) => needs.includes(need)),
  ];
  const lacking = async () => {
    const there = await Promise.all(wanted.map((tool) => found[tool]()));
    return wanted.filter((_, i) => !there[i]);
  };
  let missing = await lacking();
  if (!missing.length) return;
  if (await installWithManager(missing)) missing = await lacking();
  await unpackTools(portable(missing));
  // The other needs have a word of their own to say.
  const lost = portable(await lacking());
  if (lost.length) throw new Missing(`${list(lost)} ${verb(lost)} missing.`, command(lost));
}

const list = (tools) =>
  tools.map((tool) => (tool === "cmake" ? `cmake ${pins.tools.cmake} or newer` : tool)).join(", ");
const verb = (tools) => (tools.length > 1 ? "are" : "is");

function manager() {
  return Object.keys(install).find((name) => which(name));
}

/** The command that a person would use. @param {string[]} tools */
function command(tools) {
  const by = manager();
  if (!by) return `your system's package manager (${tools.join(", ")})`;
  const packages = tools.map((tool) => names[tool][by] ?? tool).join(" ");
  const args = install[by].filter(
    (arg) => !["-y", "--no-install-recommends", "--noconfirm"].includes(arg),
  );
  return `${by === "brew" ? "" : "sudo "}${by} ${args.join(" ")} ${packages}`;
}

/** @param {string[]} tools @returns {Promise<boolean>} whether anything was tried */
async function installWithManager(tools) {
  const by = manager();
  if (by !== "apt-get" && by !== "brew") return false;
  const packages = tools
    // Ubuntu's chromium is only a pointer to a snap.
    .filter((tool) => !(tool === "browser" && by === "apt-get" && release("ID") === "ubuntu"))
    .flatMap((tool) => names[tool][by]?.split(" ") ?? []);
  if (!packages.length) return false;
  if (by === "brew") {
    say(`Installing ${packages.join(", ")} with Homebrew.`);
    await run("brew", ["install", ...packages]);
    return true;
  }
  const root = process.getuid?.() === 0;
  if (!root && (!which("sudo") || (await capture("sudo", ["-n", "true"])).code)) return false;
  const prefix = ["env", "DEBIAN_FRONTEND=noninteractive"];
  const [first, ...rest] = root ? prefix : ["sudo", "-n", ...prefix];
  mkdirSync(store, { recursive: true });
  const log = join(store, "apt-get.log");
  const output = openSync(log, "w");
  // An interrupted dpkg leaves the system in need of repair: once started it is left to finish, and
  // writes into a file, which does not end when we do.
  const options = { stdio: ["ignore", output, output], unendable: true };
  const as = (...args) => run(first, [...rest, ...args], options);
  const apt = (...args) => as("apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300", ...args);
  say(`Installing ${packages.join(", ")} with apt-get.`);
  let code = await apt(...install["apt-get"], ...packages);
  if (code) {
    await as("dpkg", "--configure", "-a");
    await apt("update");
    code = await apt(...install["apt-get"], ...packages);
  }
  closeSync(output);
  if (code) {
    const text = readFileSync(log, "utf8").trim();
    say(`  That did not work: ${text.match(/^E:.*/gm)?.at(-1) ?? text.slice(-300)}`);
  }
  return true;
}

function release(key) {
  try {
    const text = readFileSync("/etc/os-release", "utf8");
    return text.match(new RegExp(`^${key}="?([^"\n]*)`, "m"))?.[1];
  } catch {
    return undefined;
  }
}

/** Makes sure that CMake will find a compiler that knows C++20. */
export async function compiler() {
  const path = await findCompiler();
  if (!path) {
    throw new Missing(
      `A C++20 compiler (g++ ${pins.tools.gcc} or clang ${pins.tools.clang}, or newer) is missing.`,
      process.platform === "darwin" ? "xcode-select --install" : command(["compiler"]),
    );
  }
  if (path !== "c++") process.env.CXX = path;
}

async function findCompiler() {
  if (process.env.CXX) return process.env.CXX;
  const newer = [16, 15, 14, 13, 12].map((n) => `g++-${n}`);
  const clangs = [21, 20, 19, 18, 17, 16, 15].map((n) => `clang++-${n}`);
  for (const name of ["c++", "g++", "clang++", ...newer, ...clangs]) {
    if (!which(name)) continue;
    const { code, out } = await capture(name, ["--version"]);
    const version = out.match(/(\d+)\.\d+/)?.[1] ?? "0";
    const clang = /clang/.test(out);
    if (code === 0 && atLeast(version, pins.tools[clang ? "clang" : "gcc"])) return name;
  }
}

/** Is there a clang++ that can build with libFuzzer and the sanitizers? Apple's has none. */
async function hasFuzzer() {
  const folder = mkdtempSync(join(tmpdir(), "softlook-"));
  const [source, program] = [join(folder, "probe.cpp"), join(folder, "probe")];
  writeFileSync(
    source,
    "#include <span>\n" +
      'extern "C" int LLVMFuzzerTestOneInput(const unsigned char*, std::size_t) { return 0; }\n',
  );
  const flags = ["-std=c++20", "-fsanitize=fuzzer,address,undefined"];
  const built = await capture("clang++", [...flags, source, "-o", program]);
  const code = built.code || (await capture(program, ["-runs=1"], { cwd: folder })).code;
  rmSync(folder, { recursive: true });
  return code === 0;
}

/** The sentence for when there is none, or nothing. @returns {Promise<string | undefined>} */
export async function fuzzerMissing() {
  if (await hasFuzzer()) return;
  const get = manager() && names.fuzzer[manager()] ? ` Get it with: ${command(["fuzzer"])}` : "";
  return `A clang++ with libFuzzer is missing.${get}`;
}

/** @returns {Promise<string>} the path of a Chromium, also in the environment as CHROMIUM */
export async function browser() {
  let path = await findBrowser();
  if (!path) {
    say("Installing Chromium with Playwright.");
    const { code } = await capture("playwright", ["install", "chromium"]);
    if (code === 0) path = await findBrowser();
  }
  if (!path) {
    const get = manager() === "brew" ? "brew install --cask chromium" : command(["browser"]);
    throw new Missing(
      "A Chromium (or the variable CHROMIUM with the path of one) is missing.",
      get,
    );
  }
  process.env.CHROMIUM = path;
  return path;
}

const browsers = [
  "chromium",
  "google-chrome",
  "google-chrome-stable",
  "chromium-browser",
  "microsoft-edge",
];
const macApps = ["Chromium", "Google Chrome", "Microsoft Edge"];

async function findBrowser() {
  const { CHROMIUM, HOME } = process.env;
  if (CHROMIUM && !isProgram(CHROMIUM)) {
    throw new Missing(`The variable CHROMIUM names ${CHROMIUM}, which is not a program.`);
  }
  if (CHROMIUM) return CHROMIUM;
  const apps = ["/Applications", `${HOME}/Applications`].flatMap((folder) =>
    macApps.map((name) => `${folder}/${name}.app/Contents/MacOS/${name}`),
  );
  const candidates = [...browsers.map(which), ...(process.platform === "darwin" ? apps : [])];
  const path = candidates.find(
    (candidate) => candidate && isProgram(candidate) && !emptySnap(candidate),
  );
  if (path || !existsSync(join(tree, "node_modules/@playwright/test"))) return path;
  const { chromium } = await import("@playwright/test");
  const own = chromium.executablePath();
  return own && isProgram(own) ? own : undefined;
}

/** Ubuntu has a chromium-browser that only tells people to install a snap. */
function emptySnap(path) {
  if (existsSync("/snap/bin/chromium") || !path.endsWith("chromium-browser")) return false;
  return readFileSync(path).subarray(0, 4096).includes("/snap/bin/chromium");
}
