import type { ReactiveController, ReactiveControllerHost } from "lit";
import { sentence } from "../engine/sentence.ts";
import { type Complaint, Unfit } from "../lessons/form.ts";
import type { Lesson } from "../lessons/lesson.ts";
import { lessonFromJson, ownLesson } from "../lessons/own-lesson.ts";
import { lessonNamed } from "../lessons/registry.ts";
import { fetchText } from "./fetch-text.ts";

/** What the element is to show; or its name, where there is no such lesson, and what is wrong with it. */
export interface Found {
  lesson: Lesson | string;
  complaint?: Complaint;
}

type Host = ReactiveControllerHost & HTMLElement & { src: string; lesson: unknown };

/** Where the lesson comes from: the file at `src`, a script of JSON in the element, or `lesson`. */
export class LessonSource implements ReactiveController {
  private file: { src: string; found?: Found } = { src: "" };
  private script: { json: string; found: Found } | undefined;
  private readonly read = new WeakMap<object, Found>();
  private readonly observer = new MutationObserver(() => this.host.requestUpdate());

  constructor(private readonly host: Host) {
    host.addController(this);
  }

  hostConnected(): void {
    // Where the page is still being read, what is in the element comes after it.
    this.observer.observe(this.host, { childList: true, characterData: true, subtree: true });
  }

  hostDisconnected(): void {
    this.observer.disconnect();
  }

  /** Undefined while the file is on its way. */
  get found(): Found | undefined {
    const { src, lesson } = this.host;
    if (src) return this.fromFile(src);
    const scripts = this.host.querySelectorAll(":scope > script[type='application/json']");
    if (scripts.length > 0) return this.fromScripts([...scripts].map((each) => each.textContent));
    if (typeof lesson === "object" && lesson) return this.fromObject(lesson);
    return { lesson: lessonNamed(String(lesson)) ?? String(lesson) };
  }

  private fromFile(src: string): Found | undefined {
    if (this.file.src !== src) void this.fetch(src);
    return this.file.found;
  }

  private async fetch(src: string): Promise<void> {
    const file: LessonSource["file"] = { src };
    this.file = file;
    try {
      const json = await fetchText(src);
      file.found = checked(src, () => lessonFromJson(json));
    } catch (error) {
      const why = sentence(error);
      file.found = checked(src, () => {
        throw error instanceof Unfit ? error : new Unfit((text) => text.notFound(src, why));
      });
    }
    this.host.requestUpdate();
  }

  private fromScripts(texts: readonly string[]): Found {
    const json = texts.join("\0");
    if (this.script?.json !== json) {
      this.script = { json, found: checked("script", () => lessonFromScripts(texts)) };
    }
    return this.script.found;
  }

  /** Another object is another lesson; the same one stays what it was when it was given. */
  private fromObject(given: object): Found {
    const found = this.read.get(given) ?? checked("object", () => ownLesson(given));
    this.read.set(given, found);
    return found;
  }
}

function lessonFromScripts([json = "", ...others]: readonly string[]): Lesson {
  if (others.length > 0) throw new Unfit((text) => text.several(String(others.length + 1)));
  if (json.trim() === "") throw new Unfit((text) => text.emptyScript);
  return lessonFromJson(json);
}

function checked(name: string, make: () => Lesson): Found {
  try {
    return { lesson: make() };
  } catch (error) {
    if (error instanceof Unfit) return { lesson: name, complaint: error.complaint };
    throw error;
  }
}
