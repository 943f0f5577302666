import { html, LitElement, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { customElement } from "../drawing/custom-element.ts";
import { asAttributes } from "../elements/setting-attributes.ts";
import type { Changes } from "../lessons/variants.ts";
import { type Language, type Text, texts } from "../text/text.ts";

/** The snippet names this very site, so that it works as it is copied. */
function snippet(language: Language, lesson: string, variant: string, changes: Changes): string {
  const script = new URL("softlook.js", document.baseURI).href;
  const attributes = {
    lesson,
    ...(variant && { variant }),
    ...asAttributes(changes),
    lang: language,
  };
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${quoted(value)}"`);
  return [
    `<script type="module" src="${script}"></script>`,
    `<soft-look${written.join("")}></soft-look>`,
  ].join("\n");
}

const quoted = (value: number | string) =>
  String(value).replaceAll("&", "&amp;").replaceAll('"', "&quot;");

/** How to put the lesson on another page. */
@customElement("softlook-embedding")
export class SoftlookEmbedding extends LitElement {
  @property() lesson = "";
  @property() variant = "";
  /** Settings that somebody has changed in the lesson beside it. */
  @property({ attribute: false }) changes: Changes = {};
  @property({ attribute: false }) language: Language = "en";
  @state() private copying: "copy" | "copied" | "copyFailed" = "copy";

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const text = texts[this.language];
    return html`
      <div>
        <h2 id="embedding">${text.embedTitle}</h2>
        <p>${text.embedLead}</p>
      </div>
      <div class="how">
        <div class="code">
          <pre><code>${this.snippet}</code></pre>
          <button @click=${this.copy}>${text[this.copying]}</button>
        </div>
        ${attributes(text)}
      </div>
    `;
  }

  private get snippet(): string {
    return snippet(this.language, this.lesson, this.variant, this.changes);
  }

  private async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.snippet);
      this.copying = "copied";
    } catch {
      this.copying = "copyFailed";
    }
    setTimeout(() => {
      this.copying = "copy";
    }, 2000);
  }
}

function attributes(text: Text): TemplateResult {
  return html`<dl aria-label=${text.embedAttributes}>
    ${Object.entries(text.attributes).map(
      ([name, meaning]) => html`<div><dt><code>${name}</code></dt><dd>${meaning}</dd></div>`,
    )}
  </dl>`;
}
