import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { customElement } from "../drawing/custom-element.ts";
import { count } from "../drawing/number-format.ts";
import type { Beside, Moment } from "../elements/moment.ts";
import { lessonNamed } from "../lessons/registry.ts";
import { type Language, texts } from "../text/text.ts";
import { mostTurns, writeLink } from "./link.ts";

interface Shared {
  address: string;
  copied: boolean;
  /** Undefined where the link leads to a beginning. */
  step: number | undefined;
  beside: Beside | "turned" | undefined;
}

/** Copies a link to where the run is, and says what is in it. */
@customElement("softlook-share")
export class SoftlookShare extends LitElement {
  @property({ attribute: false }) language: Language = "en";
  @property() lesson = "";
  @property({ attribute: false }) moment!: () => Promise<Moment>;
  @state() private shared: Shared | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** What was copied is of a lesson that is not on show any more. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("lesson")) this.shared = undefined;
  }

  protected override render(): TemplateResult {
    const { share } = texts[this.language];
    const { shared } = this;
    return html`
      <button @click=${this.copy} aria-describedby="share-lead">${share.copy}</button>
      <p id="share-lead">${share.lead}</p>
      ${
        shared
          ? html`<input
              type="text"
              readonly
              aria-label=${share.address}
              .value=${shared.address}
              @focus=${(event: Event) => (event.target as HTMLInputElement).select()}
            />`
          : nothing
      }
      <p class="outcome" role="status">${shared ? this.outcome(shared) : ""}</p>
    `;
  }

  private outcome({ copied, step, beside }: Shared): string {
    const { share } = texts[this.language];
    const done = copied ? share.copied : share.notCopied;
    if (beside) return `${done}${share.beside[beside]}`;
    return `${done}${step === undefined ? share.toBeginning : share.toStep(count(step))}`;
  }

  private readonly copy = async (): Promise<void> => {
    const moment = await this.moment();
    const isTurnedOften = (moment.digest?.turns.length ?? 0) > mostTurns;
    const beside = moment.beside ?? (isTurnedOften ? "turned" : undefined);
    const [hash, step] = linkTo(moment, beside === undefined);
    if (hash === undefined) return;
    const address = new URL(hash, location.href).href;
    let copied = true;
    try {
      await navigator.clipboard.writeText(address);
    } catch {
      copied = false;
    }
    this.shared = { address, copied, step, beside };
  };
}

/** The hash, and the step that it leads to, if it leads further than the beginning. */
function linkTo(moment: Moment, isReplayable: boolean): [string | undefined, number | undefined] {
  const { digest } = moment;
  const lesson = lessonNamed(moment.lesson);
  if (!lesson) return [undefined, undefined];
  const arrival =
    isReplayable && digest && digest.step + digest.turns.length > 0 ? digest : undefined;
  return [writeLink({ ...moment, lesson, arrival }), arrival?.step];
}

declare global {
  interface HTMLElementTagNameMap {
    "softlook-share": SoftlookShare;
  }
}
