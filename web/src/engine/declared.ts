import type { Catalog, Setting } from "softlook-wasm";
import type { LessonConfig } from "../lessons/lesson.ts";
import type { WantedConfig } from "../lessons/variants.ts";

/** The settings that one part of a config brings along. */
export interface Group {
  part: "task" | "model" | "attention" | "optimizer";
  entry: string;
  settings: readonly Setting[];
}

export function groupsOf(catalog: Catalog, config: LessonConfig): Group[] {
  const { task, model, attention, optimizer } = config;
  return [
    { part: "task", entry: task, settings: settingsOf(catalog.tasks, task) },
    { part: "model", entry: model, settings: settingsOf(catalog.models, model) },
    { part: "attention", entry: attention, settings: settingsOf(catalog.attentions, attention) },
    {
      part: "optimizer",
      entry: optimizer,
      settings: [...settingsOf(catalog.optimizers, optimizer), ...catalog.schedule],
    },
  ];
}

/** These look at nothing by the attention that is chosen: a run is the same with any. A test asks the engine. */
const withoutAttention = ["perceptron", "glimpses", "tf-idf"];

export const heedsAttention = ({ model }: LessonConfig): boolean =>
  !withoutAttention.includes(model);

function settingsOf(entries: readonly { name: string; settings: Setting[] }[], name: string) {
  return entries.find((entry) => entry.name === name)?.settings ?? [];
}

/** What holds in a config, whether it says so or leaves the default. */
export function valueIn(config: LessonConfig, { name, default: usual }: Setting): number | string {
  return config.settings[name] ?? usual;
}

/** Without the settings of the lesson that what was chosen in place of its own parts does not have. */
export function fitted(config: WantedConfig, catalog: Catalog): LessonConfig {
  const { spare = [], ...rest } = config;
  if (spare.length === 0) return rest;
  const known = new Set(
    groupsOf(catalog, config).flatMap(({ settings }) => settings.map(({ name }) => name)),
  );
  const kept = Object.entries(config.settings).filter(
    ([name]) => known.has(name) || !spare.includes(name),
  );
  return { ...rest, settings: Object.fromEntries(kept) };
}
