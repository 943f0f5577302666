import { html, LitElement, type PropertyValues } from "lit";
import { customElement, state } from "lit/decorators.js";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import "../elements/soft-look.ts";
import type { Lesson, Prose } from "../lessons/lesson.ts";
import { lessons, proseOf } from "../lessons/registry.ts";
import { type Language, languages, texts } from "../text/text.ts";
import { choice } from "./choice.ts";
import "./embedding.ts";
import { applyLanguage, applyTheme, storedLanguage, storedTheme, themes } from "./preferences.ts";

/** The page: a lesson's words beside the lesson's element. In the light, so that plain CSS dresses it. */
@customElement("softlook-page")
class SoftlookPage extends LitElement {
  @state() private language = storedLanguage();
  @state() private theme = storedTheme();
  @state() private lesson: Lesson = lessons[0]!;
  @state() private prose: Prose | undefined;
  @state() private proseMissing = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("language")) applyLanguage(this.language);
    if (changed.has("theme")) applyTheme(this.theme);
    if (changed.has("language") || changed.has("lesson")) {
      document.title = `${this.lesson.title[this.language]} · softlook`;
      void this.loadProse(this.lesson, this.language);
    }
  }

  private async loadProse(lesson: Lesson, language: Language): Promise<void> {
    const prose = await proseOf(lesson, language).catch(() => undefined);
    if (lesson !== this.lesson || language !== this.language) return;
    this.prose = prose;
    this.proseMissing = prose === undefined;
  }

  protected override render() {
    const { language, lesson } = this;
    const text = texts[language];
    return html`
      <header class="top">
        <p class="name">softlook</p>
        <p class="promise">${text.promise}</p>
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
            },
          })}
          ${choice({
            label: text.theme,
            options: themes.map((value) => ({ value, label: text.themes[value] })),
            chosen: this.theme,
            choose: (value) => {
              this.theme = value;
            },
          })}
        </div>
      </header>
      <main>
        <div class="lead prose">
          <h1>${lesson.title[language]}</h1>
          ${unsafeHTML(this.prose?.lead ?? "")}
        </div>
        <soft-look lesson=${lesson.name} lang=${language}></soft-look>
        <article class="body prose">
          ${
            this.proseMissing
              ? html`<p>${text.lessonFailed}</p>`
              : this.prose
                ? unsafeHTML(this.prose.body)
                : html`<p>${text.loadingLesson}</p>`
          }
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
