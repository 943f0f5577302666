import type { Batch, Choice, Session } from "softlook-wasm";
import type { Writing, WrittenToken } from "./protocol.ts";
import { sentence } from "./sentence.ts";

/** Who wants more can start over. */
const mostTokens = 200;

interface Form {
  /** The answer is a sequence of its own, not what comes after the input. */
  apart: boolean;
  /** How many tokens the model sees, or, of an answer apart, how many there can be. */
  length: number;
  spaced: boolean;
}

/** A text that a person began and the model goes on with, as tokens: none is ever made of a label. */
export class Manuscript {
  private readonly tokens: WrittenToken[] = [];
  /** What the next token comes after: what is written, and in a language model the beginning before it. */
  private readonly line: number[] = [];
  private form: Form = { apart: false, length: 0, spaced: false };
  private input: Batch["input"] = { shape: [], data: [] };
  private refusal: string | undefined;
  private isOver = false;

  constructor(
    session: Session,
    readonly beginning: string,
  ) {
    this.trying(() => {
      this.form = formOf(session);
      this.input = session.read(beginning).input;
      if (!this.form.apart) this.line.push(...known(this.input.data));
    });
  }

  get isRefused(): boolean {
    return this.refusal !== undefined;
  }

  /** Writes one token, if there is a place for it. */
  goOn(session: Session, choice: Choice): void {
    if (this.ended) return;
    this.trying(() => {
      const { token, label, probability, last } = session.next(this.soFar(), choice);
      this.line.push(token);
      this.tokens.push({ label, probability });
      this.isOver = last;
    });
  }

  /** What the newest token was written from, with what is written as its answers. */
  get shown(): Batch | undefined {
    const { tokens, line } = this;
    if (tokens.length === 0) return undefined;
    if (this.form.apart) return { input: this.input, target: side(line) };
    const begun = line.length - tokens.length;
    const from = Math.max(0, line.length - 1 - this.form.length);
    const answers = line.map((token, i) => (i < begun ? -1 : token));
    return { input: side(line.slice(from, -1)), target: side(answers.slice(from + 1)) };
  }

  get told(): Writing {
    const { beginning, ended, refusal } = this;
    const { apart, spaced } = this.form;
    const tokens = [...this.tokens];
    const told = { beginning, tokens, apart, spaced: spaced || /\s/.test(beginning), ended };
    return refusal === undefined ? told : { ...told, refusal };
  }

  private get ended(): boolean {
    const { apart, length } = this.form;
    const room = apart ? Math.min(length, mostTokens) : mostTokens;
    return this.isOver || this.isRefused || this.tokens.length >= room;
  }

  private soFar(): Batch {
    const { input, line, form } = this;
    if (form.apart) return { input, target: side([...line, -1]) };
    const seen = line.slice(-form.length);
    return { input: side(seen), target: side(seen.map(() => -1)) };
  }

  /** What the engine refuses is told of the text: the run has nothing to do with it. */
  private trying(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.refusal = sentence(error);
    }
  }
}

/** Found out on a held-out sample: a language model goes on after all that it reads, others at 0. */
function formOf(session: Session): Form {
  session.observe(0, undefined);
  const [input, target] = [session.tensor("input"), session.tensor("target")];
  const blank = { shape: target.shape, data: target.data.map(() => -1) };
  const likeliest = { temperature: 0, top: 0, draw: 0 };
  const apart = session.next({ input, target: blank }, likeliest).position === 0;
  const { columns } = session.tensor("output");
  return {
    apart,
    length: (apart ? target : input).shape[1]!,
    spaced: columns.some((label) => [...label].length > 1),
  };
}

const side = (data: number[]) => ({ shape: [1, data.length], data });

const known = (data: ArrayLike<number>) => Array.from(data).filter((token) => token >= 0);
