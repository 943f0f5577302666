import type { Session } from "softlook-wasm";
import type { FileBytes } from "./file-bytes.ts";

/** `checkpoint` goes on bit for bit; `parameters` is a file that other programs read and write, too. */
export const forms = ["checkpoint", "parameters"] as const;
export type Form = (typeof forms)[number];

export function fileOf(session: Session, form: Form): FileBytes {
  return (form === "checkpoint" ? session.save() : session.saveParameters()) as FileBytes;
}

export interface Loaded {
  session: Session;
  form: Form;
  /** As the file has them, where it is a checkpoint: live ones may have been turned. */
  settings: Readonly<Record<string, string>>;
}

/** Another session, with what a file holds; throws the engine's sentence if that does not fit this one. */
export function loadedFrom(session: Session, file: Uint8Array): Loaded {
  const { metadata } = headerOf(file) ?? { metadata: {} as Metadata };
  const form = String(metadata.format).startsWith("softlook checkpoint")
    ? "checkpoint"
    : "parameters";
  const trial = session.clone()!;
  try {
    if (form === "checkpoint") trial.restore(file);
    else trial.loadParameters(file);
  } catch (error) {
    trial.delete();
    throw error;
  }
  return { session: trial, form, settings: form === "checkpoint" ? settingsIn(metadata) : {} };
}

type Metadata = Readonly<Record<string, unknown>>;

interface Header {
  metadata: Metadata;
  /** By their names. */
  tensors: readonly string[];
  /** As long as it says that it is. */
  isWhole: boolean;
}

/** Of a safetensors file; what is none has no header, and the engine says why. */
export function headerOf(file: Uint8Array): Header | undefined {
  if (file.length < 8) return undefined;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const length = view.getBigUint64(0, true);
  if (length > BigInt(file.length - 8)) return undefined;
  const begin = 8 + Number(length);
  try {
    const header = JSON.parse(new TextDecoder().decode(file.subarray(8, begin)));
    const { __metadata__: metadata = {}, ...tensors } = header;
    const ends = Object.values(tensors as object).map((tensor) =>
      Number(tensor?.data_offsets?.[1]),
    );
    const isWhole = begin + Math.max(0, ...ends) === file.length;
    return { metadata: metadata ?? {}, tensors: Object.keys(tensors), isWhole };
  } catch {
    return undefined;
  }
}

const prefix = "setting.";

const settingsIn = (metadata: Metadata) =>
  Object.fromEntries(
    Object.entries(metadata)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length), String(value)]),
  );
