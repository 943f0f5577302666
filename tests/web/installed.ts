import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const tree = fileURLToPath(new URL("../..", import.meta.url));

/** The package as npm packs it, installed into an empty project: gives its folder. */
export function installPackage(): string {
  const project = mkdtempSync(join(tmpdir(), "softlook-package-"));
  const npm = (args: string[], cwd: string) =>
    execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  npm(["pack", "--ignore-scripts", "--pack-destination", project], tree);
  const [packed] = readdirSync(project).filter((name) => name.endsWith(".tgz"));
  writeFileSync(join(project, "package.json"), '{ "type": "module", "private": true }');
  npm(["install", "--offline", "--no-audit", "--no-fund", join(project, packed!)], project);
  return project;
}
