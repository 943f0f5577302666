/** What the pictures are of: a held-out sample by its number, from 0, or one that a person typed. */
export type Sample = number | string;

/** The engine makes as many as somebody asks for; more than these nobody looks at. */
export const mostSamples = 1_000_000;
/** As many letters as a line that is typed may have; numbers in a table can be more. */
export const mostTyped = 200;
const mostLetters = 1000;

export const isSampleNumber = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) < mostSamples;

/** Something, in lines that can be seen. */
export const isTyped = (value: unknown): value is string =>
  typeof value === "string" &&
  value.trim() !== "" &&
  value.length <= mostLetters &&
  !/[^\n\P{Cc}]/u.test(value);

/** What a script of the page asks for, whatever it may give. */
export function checkedSample(value: unknown): Sample {
  if (isSampleNumber(value) || isTyped(value)) return value;
  const given = typeof value === "string" ? `"${value.slice(0, 40)}"` : String(value);
  throw new RangeError(
    `[show] a sample is a whole number from 0 to ${mostSamples - 1}, or a text of at most ${mostLetters} letters, not ${given}`,
  );
}
