import type { LessonConfig } from "../lessons/lesson.ts";

/**
 * The engine is two files of one interface and the same bits: the core, with which a page begins sooner,
 * and the whole.
 */
export type Edition = "core" | "whole";

/** What the core has; all else is the same in both. A test compares with its catalog. */
export const core = {
  tasks: ["given", "ring", "reverse"],
  models: ["look-up", "next-vector", "transformer"],
};

/** The smaller one that knows all of these. */
export function editionFor(configs: readonly LessonConfig[]): Edition {
  const inCore = ({ task, model }: LessonConfig) =>
    core.tasks.includes(task) && core.models.includes(model);
  return configs.every(inCore) ? "core" : "whole";
}
