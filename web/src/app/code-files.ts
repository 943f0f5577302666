import { html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import { customElement } from "../drawing/custom-element.ts";
import { type Language, texts } from "../text/text.ts";

/** Files of the engine, as they are compiled into it; loaded when they are shown. */
@customElement("softlook-code-files")
export class SoftlookCodeFiles extends LitElement {
  @property({ attribute: false }) files: readonly string[] = [];
  @property({ attribute: false }) language: Language = "en";
  @state() private sources: ReadonlyMap<string, string> = new Map();
  @state() private missing = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("files") && changed.get("files")?.join() !== this.files.join()) {
      void this.load(this.files);
    }
  }

  private async load(files: readonly string[]): Promise<void> {
    const loaded = async () => {
      const { sourceOf } = await import("../lessons/sources.ts");
      return Promise.all(files.map(async (file) => [file, await sourceOf(file)] as const));
    };
    const sources = await loaded().catch(() => undefined);
    if (files.join() !== this.files.join()) return;
    this.missing = sources === undefined;
    if (sources) this.sources = new Map(sources);
  }

  protected override render(): TemplateResult {
    const text = texts[this.language];
    if (this.missing) return html`<p role="alert">${text.lessonFailed}</p>`;
    return html`${this.files.map((file) => this.file(file))}`;
  }

  private file(path: string): TemplateResult {
    const source = this.sources.get(path);
    return html`<figure class="source">
      <figcaption><code>wasm/src/${path}</code></figcaption>
      <pre tabindex="0" lang="en" translate="no" aria-label=${path}><code>${unsafeHTML(source ?? "…")}</code></pre>
    </figure>`;
  }
}
