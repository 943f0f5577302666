import { type SettingName, settingNames } from "../lessons/setting-names.ts";
import { tellOnce } from "./tell-once.ts";

/** What a page can hide from a reader, or lock, beside single settings. */
export const controls = [
  "play",
  "step",
  "reset",
  "seed",
  "pace",
  "variant",
  "dials",
  "settings",
  "compare",
  "status",
  "example",
  "save",
  "data",
  "files",
  "shortcuts",
] as const;
export type Control = (typeof controls)[number];
export type ControlName = Control | SettingName | "attention" | "optimizer" | "all";

const known: ReadonlySet<string> = new Set<ControlName>([
  ...controls,
  ...settingNames,
  "attention",
  "optimizer",
  "all",
]);

/** A list of such names, as an attribute has it; `all` is every one of them. */
export class Names {
  private readonly listed: ReadonlySet<string>;

  constructor(readonly list: readonly ControlName[]) {
    this.listed = new Set(list);
  }

  has(name: string): boolean {
    return this.listed.has(name) || this.listed.has("all");
  }
}

export const nothingNamed = new Names([]);

/** What a page's author keeps from its readers: controls that are not there, and such as stay as they are. */
export interface Fence {
  hides: Names;
  locks: Names;
}

/** Names that are none are told once, and do nothing. */
export function namesOf(attribute: string, value: unknown): Names {
  const list = Array.isArray(value) ? value.map(String) : String(value ?? "").split(/[\s,]+/);
  const names = list.filter((name) => name !== "");
  for (const name of names) if (!known.has(name)) tellStranger(attribute, name);
  return new Names(names.filter((name): name is ControlName => known.has(name)));
}

const tellStranger = (attribute: string, name: string) =>
  tellOnce(
    `\`${attribute}\` knows no \`${name}\`; there is ${[...controls, "all"].join(", ")}, attention, optimizer and the names of settings`,
  );
