import type { Catalog } from "softlook-wasm";
import { groupsOf, valueIn } from "../engine/declared.ts";
import type { Turn } from "../engine/protocol.ts";
import type { LessonConfig } from "../lessons/lesson.ts";
import type { Changes } from "../lessons/variants.ts";
import type { RunState } from "./run.ts";

/** Those that were turned in a run: by a person, on the way that it was sent, or in a checkpoint. */
export class LiveSettings {
  /** Another object whenever it changes. */
  turned: Changes = {};

  constructor(
    private readonly run: RunState,
    private readonly changed: () => void,
  ) {}

  /** Of the same run from its beginning, they stay as a person has them. */
  begin(isSame: boolean): void {
    if (!isSame) this.turned = {};
  }

  /** They may have been turned while the engine was on its way. */
  ready(): void {
    for (const [name, value] of Object.entries(this.turned)) this.run.set(name, Number(value));
  }

  turn(setting: string, value: number): void {
    this.turned = { ...this.turned, [setting]: value };
    this.run.set(setting, value);
    this.changed();
  }

  /** They are what is wished now: nobody has turned them any more. */
  follow(wished: ReadonlyMap<string, number>): void {
    this.turned = Object.fromEntries(
      Object.entries(this.turned).filter(([name]) => !wished.has(name)),
    );
    for (const [name, value] of wished) this.run.set(name, value);
  }

  /** The run turned them by itself, on its way to where it is. */
  wentBy(turns: readonly Turn[]): void {
    const turned = turns.map(({ setting, value }) => [setting, value]);
    this.turned = { ...this.turned, ...Object.fromEntries(turned) };
  }

  /** The run goes on from a checkpoint that has these. */
  restored(catalog: Catalog, config: LessonConfig, kept: Readonly<Record<string, string>>): void {
    const all = groupsOf(catalog, config).flatMap((group) => group.settings);
    const turned = all.filter(
      (setting) =>
        setting.live &&
        setting.name in kept &&
        Number(kept[setting.name]) !== valueIn(config, setting),
    );
    this.turned = Object.fromEntries(turned.map(({ name }) => [name, Number(kept[name])]));
  }
}
