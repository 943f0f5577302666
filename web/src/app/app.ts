import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import { customElement } from "../drawing/custom-element.ts";
import "../elements/soft-look.ts";
import { attentionFile } from "../lessons/files.ts";
import type { Lesson, Prose } from "../lessons/lesson.ts";
import { lessons, proseOf } from "../lessons/registry.ts";
import { type Changes, configOf, variantOf } from "../lessons/variants.ts";
import { type Language, languageNames, languages, learning, texts } from "../text/text.ts";
import { choice } from "./choice.ts";
import "./code-files.ts";
import "./embedding.ts";
import { gallery, onward } from "./gallery.ts";
import {
  applyLanguage,
  applyTheme,
  rememberLanguage,
  rememberTheme,
  storedLanguage,
  storedTheme,
  themes,
} from "./preferences.ts";
import { hashOf, type Route, routeOf } from "./route.ts";
import { tabs } from "./tabs.ts";

interface Words extends Prose {
  lesson: Lesson;
  language: Language;
}

/** Three ways to tell a lesson: what happens, why it must, and the lines that do it. */
const layers = ["idea", "maths", "code"] as const;
type Layer = (typeof layers)[number];

/** The page: a lesson's words beside the lesson's element. In the light, so that plain CSS dresses it. */
@customElement("softlook-page")
class SoftlookPage extends LitElement {
  @state() private language = storedLanguage();
  @state() private theme = storedTheme();
  @state() private route: Route = routeOf(location.hash, lessons);
  /** What somebody has changed in the lesson's settings. */
  @state() private changes: Changes = {};
  @state() private layer: Layer = "idea";
  @state() private galleryOpen = false;
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
    const before = this.lesson;
    this.route = routeOf(location.hash, lessons);
    if (this.lesson === before) return;
    this.galleryOpen = false;
    this.changes = {};
    this.layer = "idea";
    scrollTo({ top: 0 });
  };

  private get lesson(): Lesson {
    return this.route.lesson;
  }

  /** What somebody chose in the element goes into the address, without a step in the history. */
  private readonly keepVariant = ({ detail }: CustomEvent<{ variant: string }>) => {
    this.route = { ...this.route, variant: detail.variant };
    history.replaceState(null, "", hashOf(this.route));
  };

  private readonly keepChanges = ({ detail }: CustomEvent<{ changes: Changes }>) => {
    this.changes = detail.changes;
  };

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override async scheduleUpdate(): Promise<void> {
    await learning(this.language);
    await super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("language")) applyLanguage(this.language);
    if (changed.has("theme")) applyTheme(this.theme);
    const before = changed.get("route") as Route | undefined;
    if (changed.has("language") || (changed.has("route") && before?.lesson !== this.lesson)) {
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

  private article(): TemplateResult {
    const { language, words, layer } = this;
    const text = texts[language];
    const there = layers.filter((name) => name === "idea" || !words || words[name]);
    return html`<article class="body">
      ${this.wordsMissing ? html`<p role="alert">${text.lessonFailed}</p>` : nothing}
      ${tabs({
        label: text.layer,
        names: there,
        title: (name) => text.layers[name],
        chosen: layer,
        choose: (name) => {
          this.layer = name;
        },
      })}
      <div id="panel" class="prose" role="tabpanel" aria-labelledby="tab-${layer}">
        ${words ? html`<div lang=${words.language}>${unsafeHTML(words[layer])}</div>` : nothing}
        ${words || this.wordsMissing ? nothing : html`<p>${text.loadingLesson}</p>`}
        ${layer === "code" ? this.sources() : nothing}
      </div>
    </article>`;
  }

  /** The attention that runs, and what else the lesson wants to show. */
  private sources(): TemplateResult {
    const { lesson, variant } = this.route;
    const { attention } = configOf(lesson, variantOf(lesson, variant));
    const files = [...new Set([attentionFile(attention), ...(lesson.code ?? [])])];
    return html`<softlook-code-files .files=${files} .language=${this.language}></softlook-code-files>`;
  }

  protected override render() {
    const { language, words } = this;
    const { lesson, variant } = this.route;
    const text = texts[language];
    return html`
      <header class="top">
        <p class="name">softlook</p>
        <p class="promise">${text.promise}</p>
        ${gallery({
          language,
          lesson,
          open: this.galleryOpen,
          toggle: (open) => {
            this.galleryOpen = open;
          },
        })}
        <div class="choices">
          ${choice({
            label: text.language,
            options: languages.map((value) => ({
              value,
              label: languageNames[value],
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
        <soft-look
          lesson=${lesson.name}
          variant=${variant}
          lang=${language}
          @variant=${this.keepVariant}
          @changes=${this.keepChanges}
        ></soft-look>
        ${this.article()}
      </main>
      ${onward(language, lesson)}
      <softlook-embedding class="embedding" lesson=${lesson.name} variant=${variant} .changes=${this.changes} .language=${language}></softlook-embedding>
      <footer><p>${text.footer}</p></footer>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "softlook-page": SoftlookPage;
  }
}
