// Compiled, never run: what the package promises of the element is what it is.
import type * as promised from "../../web/package/element.d.ts";
import type { SoftLookEvents } from "../../web/src/elements/events.ts";
import type { SoftLook } from "../../web/src/elements/soft-look.ts";
import type { ownLesson } from "../../web/src/lessons/own-lesson.ts";

/** Compiles only where one can stand in for the other. */
type Serves<_Wanted, _Given extends _Wanted> = true;

type Details<Events> = {
  [Name in keyof Events]: Events[Name] extends CustomEvent<infer D> ? D : never;
};

export type Checks = [
  Serves<Pick<promised.SoftLook, Exclude<keyof promised.SoftLook, "addEventListener">>, SoftLook>,
  Serves<Details<promised.SoftLookEvents>, Details<SoftLookEvents>>,
  Serves<keyof promised.SoftLookEvents, keyof SoftLookEvents>,
  // A lesson that was taken can be given again.
  Serves<promised.Lesson, ReturnType<typeof ownLesson>>,
];
