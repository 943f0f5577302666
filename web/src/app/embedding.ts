import { html, LitElement, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { customElement } from "../drawing/custom-element.ts";
import { type Language, type Text, texts } from "../text/text.ts";

/** The snippet names this very site, so that it works as it is copied. */
function snippet(lesson: string, variant: string, language: Language): string {
  const script = new URL("softlook.js", document.baseURI).href;
  return [
    `<script type="module" src="${script}"></script>`,
    `<soft-look lesson="${lesson}"${variant && ` variant="${variant}"`} lang="${language}"></soft-look>`,
  ].join("\n");
}

/** How to put the lesson on another page. */
@customElement("softlook-embedding")
export class SoftlookEmbedding extends LitElement {
  @property() lesson = "";
  @property() variant = "";
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
          <pre><code>${snippet(this.lesson, this.variant, this.language)}</code></pre>
          <button @click=${this.copy}>${text[this.copying]}</button>
        </div>
        ${attributes(text)}
      </div>
    `;
  }

  private async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(snippet(this.lesson, this.variant, this.language));
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
