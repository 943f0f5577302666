import type { Catalog } from "softlook-wasm";
import { groupsOf, valueIn } from "../engine/declared.ts";
import { headerOf } from "../engine/kept-file.ts";
import type { Lesson, LessonConfig } from "../lessons/lesson.ts";
import { lessons } from "../lessons/registry.ts";
import { configOf } from "../lessons/variants.ts";

/** Of what other run a file is, where it is a good one that does not fit the present run. */
export type Misfit =
  /** The lesson that it could be of, where one is known. */
  | { kind: "lesson"; lesson: Lesson | undefined }
  | { kind: "different"; name: string; theirs: string; ours: string }
  | { kind: "data" | "parameters" };

/** As the engine writes them into a checkpoint. */
const prefix = "setting.";
const ownData = "config.data";

/** The present run. */
export interface Ours {
  config: LessonConfig;
  catalog: Catalog;
  hasOwnData: boolean;
}

/** Undefined where the file itself is at fault: what is wrong with that, the engine says. */
export function misfitOf(
  file: Uint8Array,
  { config, catalog, hasOwnData }: Ours,
): Misfit | undefined {
  const header = headerOf(file);
  if (!header?.isWhole) return undefined;
  const { metadata, tensors } = header;
  const { format } = metadata;
  if (format !== "softlook checkpoint 1") {
    return String(format).startsWith("softlook") ? undefined : { kind: "parameters" };
  }
  const { task, model } = metadata;
  if (task !== config.task || model !== config.model) {
    return { kind: "lesson", lesson: lessons.find((lesson) => isOf(lesson, task, model)) };
  }
  const different = (name: string, theirs: unknown, ours: unknown): Misfit[] =>
    String(theirs) === String(ours)
      ? []
      : [{ kind: "different", name, theirs: String(theirs), ours: String(ours) }];
  const settings = groupsOf(catalog, config).flatMap((group) =>
    group.settings.flatMap((setting) => {
      const theirs = metadata[prefix + setting.name];
      const ours = valueIn(config, setting);
      // What can be turned at any time is as the file has it.
      const isSame = theirs === undefined || setting.live || Number(theirs) === Number(ours);
      return isSame ? [] : different(setting.name, theirs, ours);
    }),
  );
  const [misfit] = [
    ...different("attention", metadata.attention, config.attention),
    ...different("optimizer", metadata.optimizer, config.optimizer),
    ...settings,
    ...different("seed", metadata.seed, config.seed),
  ];
  return misfit ?? (tensors.includes(ownData) !== hasOwnData ? { kind: "data" } : undefined);
}

const isOf = (lesson: Lesson, task: unknown, model: unknown): boolean =>
  [undefined, ...(lesson.variants ?? [])].some((variant) => {
    const config = configOf(lesson, variant);
    return config.task === task && config.model === model;
  });
