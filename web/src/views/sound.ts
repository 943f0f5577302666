import { css, html, nothing, type PropertyValues, svg, type TemplateResult } from "lit";
import { query, state } from "lit/decorators.js";
import { customElement } from "../drawing/custom-element.ts";
import type { Place } from "../drawing/grid-cursor.ts";
import { GridView } from "../drawing/grid-view.ts";
import { hints } from "../drawing/hints.ts";
import { decimal } from "../drawing/number-format.ts";
import { Player, secondsOf } from "../drawing/player.ts";
import { Ramp, rampStyles } from "../drawing/ramp.ts";
import { caption, palette } from "../drawing/styles.ts";
import { placeName, WeightTable } from "../drawing/weight-table.ts";
import { type CellChoice, named, type View } from "./view.ts";

@customElement("softlook-sound")
class SoundView extends GridView {
  static override styles = [
    palette,
    caption,
    rampStyles,
    css`
      button {
        min-height: 2.125rem;
        margin-block-end: 0.5rem;
        padding: 0 0.75rem;
        border: 1px solid var(--line);
        border-radius: 9px;
        background: var(--surface);
        color: var(--ink);
        font: inherit;
        cursor: pointer;
      }
      button:hover {
        background: var(--raised);
      }
      :is(button, canvas):focus-visible {
        outline: 2px solid var(--accent);
        outline-offset: 2px;
      }
      .time {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0.375rem;
      }
      .stack {
        position: relative;
        grid-column: 2;
      }
      canvas {
        display: block;
        width: 100%;
        border-radius: 4px;
      }
      .spectrum {
        height: 7rem;
      }
      .letters canvas {
        height: calc(var(--letters) * 1.25rem);
        cursor: crosshair;
      }
      ol {
        display: grid;
        grid-auto-rows: 1.25rem;
        margin: 0;
        padding: 0;
        list-style: none;
        color: var(--muted);
        text-align: end;
        line-height: 1.25rem;
      }
      svg {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        overflow: visible;
        pointer-events: none;
      }
      line,
      rect {
        fill: none;
        stroke: var(--truth);
        stroke-width: 2px;
        vector-effect: non-scaling-stroke;
      }
      rect {
        stroke: var(--ink);
      }
      .waiting {
        min-height: 10rem;
      }
    `,
  ];

  @state() private silent = false;
  @state() private time = 0;
  @query(".spectrum") private spectrum!: HTMLCanvasElement | null;
  @query(".letters canvas") private letters!: HTMLCanvasElement | null;
  private table: WeightTable | undefined;
  private readonly ramp = new Ramp(this);
  private readonly player = new Player(() => this.requestUpdate());

  override disconnectedCallback(): void {
    this.player.close();
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (!changed.has("picture")) return;
    const weights = this.tensorOf("weights");
    // Of the moments none is padding, whatever they are called.
    this.table = weights && new WeightTable({ ...weights, columns: [] });
  }

  protected override render() {
    const wave = this.tensorOf("wave");
    if (!this.tensorOf("features")) return html`<div class="waiting"></div>`;
    const { playing } = this.player;
    const seconds = this.seconds;
    const line = () => {
      const x = this.time / seconds;
      return svg`<line x1=${x} y1="0" x2=${x} y2="1"></line>`;
    };
    return html`
      ${this.ramp.probe()}
      ${
        wave
          ? html`<button @click=${this.toggle}>
              ${playing ? `■ ${this.text.soundStop}` : `▶ ${this.text.soundPlay}`}
            </button>`
          : html`<p class="hint">${this.text.soundUnkept}</p>`
      }
      ${this.silent ? html`<span role="alert">${this.text.soundSilent}</span>` : nothing}
      <div class="time">
        <div class="stack">
          <canvas
            class="spectrum"
            role="img"
            aria-label=${this.text.soundLabel(decimal(seconds, 1))}
          ></canvas>
          <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
            ${playing ? line() : nothing}
          </svg>
        </div>
        ${this.table ? this.looks(this.table) : nothing}
      </div>
      ${
        this.table
          ? html`<p class="readout">${this.shown ? this.sentence(this.shown) : this.text.soundLetters}</p>
              <p class=${this.isLocked ? "hint" : "spoken"} id="hint">${this.isLocked ? hints(this.text).locked : hints(this.text).lock}</p>
              <p class="spoken" role="status">${this.spoken}</p>`
          : nothing
      }
    `;
  }

  private looks({ rows, columns }: WeightTable): TemplateResult {
    const { shown } = this;
    return html`<ol aria-hidden="true">${rows.map((letter) => html`<li>${letter}</li>`)}</ol>
      <div class="stack letters">
        <canvas
          role="img"
          tabindex="0"
          aria-label=${this.text.soundLetters}
          aria-describedby="hint"
          data-rows=${rows.length}
          data-columns=${columns.length}
        ></canvas>
        <svg
          viewBox="0 0 ${columns.length} ${rows.length}"
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          ${
            shown
              ? svg`<rect x=${shown.column} y=${shown.row} width="1" height="1"></rect>`
              : nothing
          }
        </svg>
      </div>`;
  }

  protected override updated(): void {
    const features = this.tensorOf("features");
    if (!this.spectrum || !features) return;
    const [frames, bands] = [features.shape.at(-2)!, features.shape.at(-1)!];
    const { data } = features;
    const numbers = data.subarray(0, frames * bands);
    const low = numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    const high = numbers.reduce((a, b) => Math.max(a, b), low + 1e-9);
    // High sounds at the top.
    const amounts = Array.from({ length: frames * bands }, (_, i) => {
      const [band, frame] = [bands - 1 - Math.floor(i / frames), i % frames];
      return (data[frame * bands + band]! - low) / (high - low);
    });
    this.ramp.paint(this.spectrum, amounts, frames);
    if (!this.letters || !this.table) return;
    this.letters.style.setProperty("--letters", String(this.table.rows.length));
    this.ramp.paint(this.letters, this.table.values("mean"), this.table.columns.length);
  }

  private get seconds(): number {
    return secondsOf(this.tensorOf("wave"), this.tensorOf("features"));
  }

  private readonly toggle = async (): Promise<void> => {
    if (this.player.playing) this.player.stop();
    else {
      const { data } = this.tensorOf("wave")!;
      const playing = this.player.play(Float32Array.from(data));
      this.follow();
      this.silent = !(await playing);
    }
    this.requestUpdate();
  };

  /** The line goes along while it sounds. */
  private readonly follow = (): void => {
    this.time = Math.min(this.seconds, this.player.time);
    if (this.player.playing) requestAnimationFrame(this.follow);
  };

  protected sentence({ row, column }: Place): string {
    const { rows, columns } = this.table!;
    const at = ((column + 0.5) / columns.length) * this.seconds;
    const weight = decimal(this.table!.at("mean", row, column), 3);
    return this.text.soundAt(placeName(rows, row), decimal(at, 2), weight);
  }

  protected size() {
    return { rows: this.table!.rows.length, columns: this.table!.columns.length };
  }

  protected override cellAt(place: Place): CellChoice {
    return { weights: this.option("weights"), head: "mean", ...place };
  }

  protected override placeOfCell({ weights, row, column }: CellChoice): Place | undefined {
    const { rows, columns } = this.table ?? { rows: [], columns: [] };
    const isHere = weights === this.options.weights && row < rows.length && column < columns.length;
    return isHere ? { row, column } : undefined;
  }

  protected firstTabStop(): Place {
    return { row: 0, column: 0 };
  }
}

/**
 * Options: `wave` [B,N], 8000 numbers a second, `features` [B,T,F], the strength of F bands from low to
 * high, and `weights` [B,H,Tq,Tk] over the same time name tensors.
 */
export default {
  name: "sound",
  options: { features: "tensor", wave: "tensor", weights: "tensor" },
  title: (text) => text.soundTitle,
  needs: named("features"),
  // Of what a person typed there are the bands, and no sound.
  wants: named("wave", "weights"),
  create: () => new SoundView(),
} satisfies View;
