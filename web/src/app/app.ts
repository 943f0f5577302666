import { html, LitElement, nothing, type PropertyValues } from "lit";
import { state } from "lit/decorators.js";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import { customElement } from "../drawing/custom-element.ts";
import "../elements/soft-look.ts";
import type { Lesson, Prose } from "../lessons/lesson.ts";
import { lessons, proseOf } from "../lessons/registry.ts";
import { type Language, languages, texts } from "../text/text.ts";
import { choice } from "./choice.ts";
import "./embedding.ts";
import {
  applyLanguage,
  applyTheme,
  rememberLanguage,
  rememberTheme,
  storedLanguage,
  storedTheme,
  themes,
} from "./preferences.ts";

interface Words extends Prose {
  lesson: Lesson;
  language: Language;
}

/** The address names the lesson, as in /#next-vector; without a known name it is the first one. */
const lessonOfAddress = () =>
  lessons.find(({ name }) => location.hash === `#${name}`) ?? lessons[0]!;

/** The page: a lesson's words beside the lesson's element. In the light, so that plain CSS dresses it. */
@customElement("softlook-page")
class SoftlookPage extends LitElement {
  @state() private language = storedLanguage();
  @state() private theme = storedTheme();
  @state() private lesson: Lesson = lessonOfAddress();
  /** Of this lesson, though perhaps still in the language from before. */
  @state() private words: Words | undefined;
  @state() private wordsMissing = false;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("hashchange", this.follow);
  }

  override disconnectedCallback(): void {
    removeEventListener("hashchange", this.follow);
    super.disconnectedCallback();
  }

  private readonly follow = () => {
    this.lesson = lessonOfAddress();
  };

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("language")) applyLanguage(this.language);
    if (changed.has("theme")) applyTheme(this.theme);
    if (changed.has("language") || changed.has("lesson")) {
      document.title = `${this.lesson.title[this.language]} · softlook`;
      void this.loadWords(this.lesson, this.language);
    }
  }

  private async loadWords(lesson: Lesson, language: Language): Promise<void> {
    if (lesson !== this.words?.lesson) this.words = undefined;
    const prose = await proseOf(lesson, language).catch(() => undefined);
    if (lesson !== this.lesson || language !== this.language) return;
    if (prose) this.words = { ...prose, lesson, language };
    this.wordsMissing = prose === undefined;
  }

  private contents(label: string) {
    return html`<nav class="contents" aria-label=${label}>
      ${lessons.map(
        (lesson) =>
          html`<a href="#${lesson.name}" aria-current=${lesson === this.lesson ? "page" : nothing}
            >${lesson.title[this.language]}</a
          >`,
      )}
    </nav>`;
  }

  protected override render() {
    const { language, lesson, words } = this;
    const text = texts[language];
    return html`
      <header class="top">
        <p class="name">softlook</p>
        <p class="promise">${text.promise}</p>
        ${lessons.length > 1 ? this.contents(text.lessons) : nothing}
        <div class="choices">
          ${choice({
            label: text.language,
            options: languages.map((value) => ({
              value,
              label: texts[value].languageName,
              lang: value,
            })),
            chosen: language,
            choose: (value) => {
              this.language = value;
              rememberLanguage(value);
            },
          })}
          ${choice({
            label: text.theme,
            options: themes.map((value) => ({ value, label: text.themes[value] })),
            chosen: this.theme,
            choose: (value) => {
              this.theme = value;
              rememberTheme(value);
            },
          })}
        </div>
      </header>
      <main>
        <div class="lead prose">
          <h1>${lesson.title[language]}</h1>
          <div lang=${words?.language ?? language}>${unsafeHTML(words?.lead ?? "")}</div>
        </div>
        <soft-look lesson=${lesson.name} lang=${language}></soft-look>
        <article class="body prose">
          ${this.wordsMissing ? html`<p role="alert">${text.lessonFailed}</p>` : nothing}
          ${words ? html`<div lang=${words.language}>${unsafeHTML(words.body)}</div>` : nothing}
          ${words || this.wordsMissing ? nothing : html`<p>${text.loadingLesson}</p>`}
        </article>
      </main>
      <softlook-embedding class="embedding" lesson=${lesson.name} .language=${language}></softlook-embedding>
      <footer><p>${text.footer}</p></footer>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "softlook-page": SoftlookPage;
  }
}
