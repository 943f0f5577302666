import { html, nothing, type TemplateResult } from "lit";
import type { Lesson } from "../lessons/lesson.ts";
import { lessons } from "../lessons/registry.ts";
import { type Language, texts } from "../text/text.ts";
import { hashOf, neighbours } from "./route.ts";

interface Gallery {
  language: Language;
  lesson: Lesson;
  open: boolean;
  toggle(open: boolean): void;
}

/** All lessons, behind one button that tells which of them this is. */
export function gallery({ language, lesson, open, toggle }: Gallery): TemplateResult {
  const text = texts[language];
  const place = text.lessonPlace(String(lessons.indexOf(lesson) + 1), String(lessons.length));
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !open) return;
    toggle(false);
    (event.currentTarget as HTMLElement).querySelector("button")?.focus();
  };
  return html`<nav class="gallery" aria-label=${text.lessons} @keydown=${onKey}>
    <button aria-expanded=${open} aria-controls="lessons" @click=${() => toggle(!open)}>
      <span>${text.allLessons}</span> <small>${place}</small>
    </button>
    <ol id="lessons" ?hidden=${!open}>
      ${lessons.map(
        (each) => html`<li>
          <a
            href=${hashOf({ lesson: each })}
            aria-current=${each === lesson ? "page" : nothing}
            @click=${() => toggle(false)}
          >
            <b>${each.title[language]}</b>
            <span>${each.summary[language]}</span>
          </a>
        </li>`,
      )}
    </ol>
  </nav>`;
}

/** The way on, at the end of the page. */
export function onward(language: Language, lesson: Lesson): TemplateResult | typeof nothing {
  const { previous, next } = neighbours(lesson, lessons);
  if (!previous && !next) return nothing;
  const text = texts[language];
  const link = (to: Lesson | undefined, kind: "previous" | "next") =>
    to
      ? html`<a class=${kind} rel=${kind === "next" ? "next" : "prev"} href=${hashOf({ lesson: to })}>
          <small>${kind === "next" ? text.nextLesson : text.previousLesson}</small>
          <b>${to.title[language]}</b>
        </a>`
      : nothing;
  return html`<nav class="onward" aria-label=${text.moreLessons}>
    ${link(previous, "previous")}${link(next, "next")}
  </nav>`;
}
