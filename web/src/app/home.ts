import { html, nothing, type TemplateResult } from "lit";
import "../elements/poster.ts";
import type { SoftLook } from "../elements/soft-look.ts";
import { type Lesson, type Topic, topics } from "../lessons/lesson.ts";
import { lessons } from "../lessons/registry.ts";
import { type Language, type Text, texts } from "../text/text.ts";
import { hashOf } from "./route.ts";

/** An address that names no lesson. */
export const isHome = (hash: string): boolean => /^#?\/?$/.test(hash);

/** Trains by itself, once: who comes here first sees what it is about, unless they want things to keep still. */
const begin = {
  once: true,
  handleEvent({ currentTarget }: Event) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (!still) (currentTarget as SoftLook).play();
  },
};

/** No address of its own: those are the lessons'. */
const toCards = () => document.querySelector<HTMLElement>(".cards")?.focus();

/** The page for who comes here first: something that learns, and beneath it all there is to see. */
export function home(language: Language): TemplateResult {
  const text = texts[language].gallery;
  const first = lessons[0]!;
  return html`<main id="main" class="home" tabindex="-1">
    <div class="lead">
      <h1>${text.title}</h1>
      <p>${text.lead}</p>
      <p>${text.watch}</p>
      <p class="ways">
        <a href=${hashOf({ lesson: first })}>${text.begin}</a>
        <button @click=${toCards}>${text.all(String(lessons.length))}</button>
      </p>
    </div>
    <soft-look lesson=${first.name} lang=${language} @ready=${begin}></soft-look>
    <nav class="cards" tabindex="-1" aria-label=${texts[language].lessons}>
      ${[...topics, undefined].map((topic) => group(language, topic))}
    </nav>
  </main>`;
}

/** The lessons of a topic; those without one come last. */
function group(language: Language, topic: Topic | undefined): TemplateResult | typeof nothing {
  const all = lessons.filter((lesson) => lesson.topic === topic);
  if (all.length === 0) return nothing;
  const name = topic ?? "other";
  return html`<section aria-labelledby="topic-${name}">
    <h2 id="topic-${name}">${texts[language].gallery.topics[name]}</h2>
    <ul>
      ${all.map((lesson) => card(language, lesson))}
    </ul>
  </section>`;
}

function card(language: Language, lesson: Lesson): TemplateResult {
  return html`<li>
    <a href=${hashOf({ lesson })}>
      <softlook-poster .lesson=${lesson}></softlook-poster>
      <b>${lesson.title[language]}</b>
      <span>${lesson.summary[language]}</span>
      <small>${facts(texts[language].gallery, lesson).join(" · ")}</small>
    </a>
  </li>`;
}

const timeOf = (text: Text["gallery"], seconds: number) =>
  seconds < 120 ? text.seconds(String(seconds)) : text.minutes(String(Math.round(seconds / 60)));

function facts(text: Text["gallery"], { still, seconds, variants = [] }: Lesson): string[] {
  const time = seconds ? [timeOf(text, seconds)] : [];
  const choice = variants.length > 1 ? [text.variants(String(variants.length))] : [];
  return [...(still ? [text.still] : time), ...choice];
}
