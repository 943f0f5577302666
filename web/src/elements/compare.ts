import { css, html, nothing, type TemplateResult } from "lit";
import type { Catalog } from "softlook-wasm";
import type { Other } from "../lessons/lanes.ts";
import type { Lesson } from "../lessons/lesson.ts";
import type { Language, Text } from "../text/text.ts";
import type { Picture } from "../views/view.ts";
import type { ComparePanel } from "./compare-panel.ts";
import type { Comparison } from "./comparison.ts";
import { letterOf } from "./contender-letter.ts";
import type { Wish } from "./wish.ts";

export const compareDrawerStyles = css`
  .compare summary {
    width: fit-content;
    border-radius: 4px;
    font-weight: 650;
    cursor: pointer;
  }
  .compare softlook-compare,
  .compare p {
    display: block;
    margin: 0.625rem 0 0;
  }
`;

export interface CompareHost {
  changed(): void;
  compareWith(others: readonly Other[]): void;
  drop(key: string): void;
  /** It can be seen, or no longer. */
  watch(seen: boolean): void;
}

export interface ComparePart {
  text: Text;
  language: Language;
  lesson: Lesson;
  wish: Wish;
  comparison: Comparison;
  catalog: Catalog | undefined;
  /** The page has no comparing but what it asks for itself. */
  hidden: boolean;
  /** Nobody is added or taken out. */
  fixed: boolean;
  /** Its pictures can be saved; they are of this moment. */
  canSave: boolean;
  picture: () => Picture | undefined;
}

/** The part of the element that compares: its code is fetched when it is opened. */
export class CompareDrawer {
  private isOpen: boolean | undefined;
  private code: "unknown" | "there" | "failed" = "unknown";
  private panel: ComparePanel | undefined;

  constructor(private readonly host: CompareHost) {}

  /** Gives up what a person has locked in it. */
  release(): void {
    this.panel?.release();
  }

  render(part: ComparePart): TemplateResult | typeof nothing {
    const { text, comparison } = part;
    const { contenders, compared } = comparison;
    const isUsed = contenders.length > 0 || compared.leftOut.length > 0;
    // What a page compares is shown, though its readers may not compare by themselves.
    if (part.hidden && !isUsed) return nothing;
    const open = this.isOpen ?? isUsed;
    if (open && this.code === "unknown") void this.fetch();
    const letters = contenders.map((_, i) => letterOf(i)).join(text.compare.between);
    return html`<details class="compare on-numbers" ?open=${open} @toggle=${this.onToggle}>
      <summary>${letters ? text.compare.titleWith(letters) : text.compare.title}</summary>
      ${open ? this.inside(part) : nothing}
    </details>`;
  }

  private inside({ text, language, lesson, wish, comparison, ...part }: ComparePart) {
    if (this.code === "failed") return html`<p role="alert">${text.compare.notLoaded}</p>`;
    return html`<softlook-compare
      .text=${text}
      .language=${language}
      .lesson=${lesson}
      .variant=${wish.variant}
      .changes=${wish.changes}
      .seed=${wish.seed}
      .comparison=${comparison}
      .contenders=${comparison.contenders}
      .catalog=${part.catalog}
      .fixed=${part.fixed}
      .canSave=${part.canSave}
      .picture=${part.picture}
      @compare-with=${({ detail }: CustomEvent<readonly Other[]>) => this.host.compareWith(detail)}
      @drop=${({ detail }: CustomEvent<string>) => this.host.drop(detail)}
      @watch=${this.onWatch}
    ></softlook-compare>`;
  }

  private readonly onToggle = (event: Event): void => {
    const { open } = event.target as HTMLDetailsElement;
    if (open === this.isOpen) return;
    this.isOpen = open;
    if (open && this.code === "failed") this.code = "unknown";
    this.host.changed();
  };

  private readonly onWatch = (event: CustomEvent<boolean>): void => {
    this.panel = event.detail ? (event.target as ComparePanel) : undefined;
    this.host.watch(event.detail);
  };

  private async fetch(): Promise<void> {
    this.code = "there";
    try {
      await import("./compare-panel.ts");
    } catch {
      this.code = "failed";
    }
    this.host.changed();
  }
}
