import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { query, state } from "lit/decorators.js";
import { guard } from "lit/directives/guard.js";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import { customElement } from "../drawing/custom-element.ts";
import type { SoftLookEvents } from "../elements/events.ts";
import { late } from "../elements/late.ts";
import type { SoftLook } from "../elements/soft-look.ts";
import "../elements/soft-look.ts";
import { attentionFile } from "../lessons/files.ts";
import type { Lesson, Prose } from "../lessons/lesson.ts";
import { proseOf } from "../lessons/registry.ts";
import { configOf, variantOf } from "../lessons/variants.ts";
import { type Language, languageNames, languages, learning, texts } from "../text/text.ts";
import { Address } from "./address.ts";
import { choice } from "./choice.ts";
import { gallery, onward } from "./gallery.ts";
import { home, isHome } from "./home.ts";
import type { Link } from "./link.ts";
import {
  applyLanguage,
  applyTheme,
  rememberLanguage,
  rememberTheme,
  storedLanguage,
  storedTheme,
  themes,
} from "./preferences.ts";
import { tabs } from "./tabs.ts";
import { tidings } from "./tidings.ts";

/** What stands beneath the pictures or explains a word, and is of no use before there are some. */
const beneath = late(() =>
  Promise.all([import("./embedding.ts"), import("./share.ts"), import("./terms.ts")]),
);
const codeFiles = late(() => import("./code-files.ts"));

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
  private readonly address = new Address(this);
  @state() route: Link = this.address.read();
  @query("soft-look") readonly element!: SoftLook | null;
  @state() private layer: Layer = "idea";
  @state() private atHome = isHome(location.hash);
  @state() private galleryOpen = false;
  /** Of this lesson, though perhaps still in the language from before. */
  @state() private words: Words | undefined;
  @state() private wordsMissing = false;
  /** As narrow as the element is when it shows one panel at a time: the text is one of them then. */
  private readonly narrow = matchMedia("(max-width: 543px)");

  override connectedCallback(): void {
    super.connectedCallback();
    this.narrow.addEventListener("change", this.measure);
    addEventListener("hashchange", this.follow);
  }

  override disconnectedCallback(): void {
    removeEventListener("hashchange", this.follow);
    this.narrow.removeEventListener("change", this.measure);
    super.disconnectedCallback();
  }

  private readonly measure = () => this.requestUpdate();

  private readonly follow = () => {
    const before = this.place;
    this.route = this.address.read();
    this.atHome = isHome(location.hash);
    if (this.place === before) return;
    this.galleryOpen = false;
    this.layer = "idea";
    scrollTo({ top: 0 });
  };

  private get lesson(): Lesson {
    return this.route.lesson;
  }

  private get place(): Lesson | "home" {
    return this.atHome ? "home" : this.lesson;
  }

  /** The address is the lesson's: it is not to become #main. */
  private readonly skip = (event: Event) => {
    event.preventDefault();
    this.querySelector<HTMLElement>("#main")?.focus();
  };

  private readonly onTrouble = (event: SoftLookEvents["error"]) => {
    beneath();
    this.address.giveWay(event);
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
    const before = changed.get("route") as Link | undefined;
    const moved = changed.has("atHome") || (changed.has("route") && before?.lesson !== this.lesson);
    if (changed.has("language") || moved) {
      const name = this.atHome
        ? texts[this.language].gallery.title
        : this.lesson.title[this.language];
      document.title = `${name} · softlook`;
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

  private article(slot?: string): TemplateResult {
    const { language, words, layer } = this;
    const text = texts[language];
    const there = layers.filter((name) => name === "idea" || !words || words[name]);
    return html`<article class="body" slot=${slot ?? nothing}>
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
      ${this.termsButton()}
    </article>`;
  }

  private termsButton(): TemplateResult {
    const open = () => this.querySelector("softlook-terms")?.open?.();
    return html`<button class="open-terms" @click=${open}>${texts[this.language].terms.open}</button>`;
  }

  /** The attention that runs, and what else the lesson wants to show. */
  private sources(): TemplateResult {
    const { lesson, variant } = this.route;
    const { attention } = configOf(lesson, variantOf(lesson, variant));
    const files = [...new Set([attentionFile(attention), ...(lesson.code ?? [])])];
    codeFiles();
    return html`<softlook-code-files .files=${files} .language=${this.language}></softlook-code-files>`;
  }

  private lessonPage(): TemplateResult {
    const { language, words } = this;
    const { lesson, variant } = this.route;
    return html`
      <main id="main" tabindex="-1">
        <div class="lead prose">
          <h1>${lesson.title[language]}</h1>
          <div lang=${words?.language ?? language}>${unsafeHTML(words?.lead ?? "")}</div>
        </div>
        <div class="stand">
          ${tidings(texts[language], this.address.arrival.tidings, () => this.address.arrival.say(undefined))}
          <soft-look
            lesson=${lesson.name}
            variant=${variant}
            lang=${language}
            .seed=${this.route.seed}
            .pace=${this.route.pace}
            .changes=${this.route.changes}
            .compare=${guard([this.route.compare], () => this.route.compare ?? [])}
            @variant=${this.address.keepVariant}
            @changes=${this.address.keepChanges}
            @compare=${this.address.keepCompare}
            @ready=${this.address.keepRun}
            @frame=${beneath}
            @error=${this.onTrouble}
            >${this.narrow.matches ? this.article("text") : nothing}</soft-look
          >
          <softlook-share class="share" lesson=${lesson.name} .language=${language} .moment=${() => this.element!.moment()}></softlook-share>
        </div>
        ${this.narrow.matches ? nothing : this.article()}
      </main>
      ${onward(language, lesson)}
      <softlook-embedding class="embedding" role="region" aria-labelledby="embedding" lesson=${lesson.name} variant=${variant} .changes=${this.route.changes} .language=${language}></softlook-embedding>
    `;
  }

  protected override render() {
    const { language } = this;
    const { lesson } = this.route;
    const text = texts[language];
    return html`
      <a class="skip" href="#main" @click=${this.skip}>${text.gallery.skip}</a>
      <header class="top">
        <p class="name"><a href="#/">softlook</a></p>
        <p class="promise">${text.promise}</p>
        ${
          this.atHome
            ? nothing
            : gallery({
                language,
                lesson,
                open: this.galleryOpen,
                toggle: (open) => {
                  this.galleryOpen = open;
                },
              })
        }
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
      ${this.atHome ? home(language) : this.lessonPage()}
      <footer>
        <p>${text.footer}${import.meta.env.PROD ? html` <a href="third-party.txt">${text.licences}</a>` : nothing}</p>
        ${this.termsButton()}
        <softlook-terms .language=${language}></softlook-terms>
      </footer>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "softlook-page": SoftlookPage;
  }
}
