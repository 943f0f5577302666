import { inkOn } from "./colours.ts";
import { fitted, widthOf } from "./letters.ts";
import { type Figure, fontSize, ink, type Mark, muted, truth } from "./marks.ts";

/** A token in its box; what stands beneath it is small. */
export interface Word {
  text: string;
  fill?: string;
  beneath?: readonly string[];
  /** Its border is dashed in the colour of what is right. */
  isWrong?: boolean;
}

const widest = 560;
const most = 200;
const small = 11;

/** Tokens in the order of reading, in as many lines as it takes. */
export function words(list: readonly Word[], lead = ""): Figure {
  const deepest = Math.max(0, ...list.map(({ beneath = [] }) => beneath.length));
  const boxHeight = fontSize + 12 + deepest * (small + 3);
  let [x, y] = [lead ? widthOf(lead, fontSize - 1) + 10 : 0, 0];
  const marks: Mark[] = lead
    ? [{ kind: "letters", x: 0, y: fontSize + 4, text: lead, size: fontSize - 1, fill: muted }]
    : [];
  for (const word of list) {
    const text = fitted(word.text, most);
    const beneath = (word.beneath ?? []).map((said) => fitted(said, most, small));
    const inner = Math.max(widthOf(text), ...beneath.map((said) => widthOf(said, small)));
    const width = inner + 14;
    if (x > 0 && x + width > widest) [x, y] = [0, y + boxHeight + 6];
    marks.push(...boxed(word, { x, y, width, height: boxHeight }, text, beneath));
    x += width + 5;
  }
  return { width: widest, height: y + boxHeight, marks, reads: [] };
}

function boxed(
  { fill = "#f4f6f9", isWrong }: Word,
  room: { x: number; y: number; width: number; height: number },
  text: string,
  beneath: readonly string[],
): Mark[] {
  const middle = room.x + room.width / 2;
  const first = room.y + fontSize + 4;
  const stroke = isWrong ? { stroke: truth, thickness: 1.5 } : {};
  const colour = inkOn(fill) === "#ffffff" ? "#ffffff" : ink;
  return [
    { kind: "box", ...room, fill, radius: 5, ...stroke },
    { kind: "letters", x: middle, y: first, text, anchor: "middle", fill: colour },
    ...beneath.map(
      (said, i): Mark => ({
        kind: "letters",
        x: middle,
        y: first + (i + 1) * (small + 3),
        text: said,
        size: small,
        fill: colour,
        anchor: "middle",
      }),
    ),
  ];
}
