const told = new Set<string>();

/** For the page's author: what an attribute says and nothing makes sense of. Said once, however often it is read. */
export function tellOnce(sentence: string): void {
  if (told.has(sentence)) return;
  told.add(sentence);
  console.warn(`[soft-look] ${sentence}`);
}

/** The value of an attribute that there is not: what is used instead, and what there is. */
export function tellUnknown(
  attribute: string,
  value: unknown,
  instead: string,
  known: string,
): void {
  const given = typeof value === "string" ? value : String(value);
  tellOnce(
    `\`${attribute}\` cannot be \`${given.slice(0, 50)}\`: ${instead} is used instead; there is ${known}`,
  );
}
