// Posters of lessons that have something of their own to show.
import { answersOf } from "../src/drawing/answers.ts";
import { configOf, variantOf } from "../src/lessons/variants.ts";
import { rowsOf } from "./look.ts";
import { falling, type Motif, picture } from "./motifs.ts";
import {
  arch,
  cellOf,
  cells,
  colours,
  lines,
  outlines,
  signedCells,
  stroke,
  track,
  word,
} from "./svg.ts";

/** The vectors as columns of numbers, and arches from the last to those it looks at. */
export const vectors: Motif = ({ tensor, weights, truth }) => {
  const { shape, data } = tensor("input");
  const [count, size] = [shape[1]!, shape[2]!];
  const most = data.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  const middle = (i: number) => 31 + i * 37;
  const columns = Array.from({ length: count }, (_, i) =>
    signedCells(
      Array.from(data.subarray(i * size, (i + 1) * size), (value) => value / most),
      { columns: 1, x: middle(i) - 9, y: 80, width: 18, height: 88, gap: 1.5 },
    ),
  );
  const asking = count - 1;
  const arches = Array.from({ length: asking }, (_, i) => ({
    weight: weights.at("mean", asking, i),
    path: arch(middle(asking), middle(i), 76, 22 + 11 * (asking - i)),
  }));
  const right = columns.flatMap((_, i) =>
    truth!.at("mean", asking, i) > 0 ? [{ x: middle(i) - 12, y: 77, width: 24, height: 94 }] : [],
  );
  return [...columns, lines(arches, 4), outlines(right)];
};

/** Queries and keys, the weights between them, and what they fetch of the values. */
export const byHand: Motif = ({ tensor, weights }) => {
  const table = (name: string, x: number, y: number) => {
    const { data } = tensor(name);
    const most = data.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
    const amounts = Array.from(data, (value) => value / most);
    return signedCells(amounts, { columns: 3, x, y, width: 54, height: 64, gap: 2 });
  };
  const how = { size: 14, bold: true };
  return [
    table("queries", 34, 18),
    table("keys", 34, 98),
    cells(weights.values("mean"), { columns: 4, x: 122, y: 54, width: 76, height: 72, gap: 2 }),
    table("values", 232, 18),
    table("output", 232, 98),
    word("Q", 20, 55, how),
    word("K", 20, 135, how),
    word("V", 302, 55, how),
    word("×", 215, 95, { size: 16 }),
    word("→", 105, 95, { size: 16 }),
  ];
};

/** One question, eight keys, and the letters that they bring. */
export const fan: Motif = ({ weights, truth, tensor }) => {
  const asking = weights.rows.length - 1;
  const { data, shape } = tensor("input");
  const width = shape[2]!;
  const { length: letters } = tensor("output").columns;
  const names = tensor("output").columns;
  const letterOf = (i: number) => {
    const value = Array.from(data.subarray((i + 1) * width - letters, (i + 1) * width));
    return names[value.indexOf(Math.max(...value))]!;
  };
  const y = (i: number) => 22 + i * 19.5;
  const rays = weights.columns.map((_, i) => ({
    weight: weights.at("mean", asking, i),
    path: `M74 90C150 90 150 ${y(i)} 212 ${y(i)}`,
  }));
  const drawn = weights.columns.map((_, i) => {
    const isRight = truth!.at("mean", asking, i) > 0;
    const colour = isRight ? colours.truth : colours.quiet;
    return `${stroke(`M218 ${y(i)}h26`, colour, isRight ? 9 : 7, isRight ? 1 : 0.35)}${word(letterOf(i), 266, y(i) + 4.5, { size: 14, bold: isRight, colour })}`;
  });
  return [
    stroke("M74 90h0", colours.weight, 18),
    word("?", 46, 97, { size: 22, bold: true, colour: colours.weight }),
    lines(rays, 6),
    ...drawn,
  ];
};

/** The looks of one picture, in their order, each as large as what is seen. */
export const glimpses: Motif = (look) => {
  const box = { x: 76, y: 6, width: 168, height: 168 };
  const { weights } = look;
  const seen = (168 * 12) / 32;
  const centres = weights.rows.map((_, row) => {
    const chances = rowsOf(weights, row, row + 1);
    const cell = cellOf({ ...box, columns: 8 }, 8, chances.indexOf(Math.max(...chances)));
    return [cell.x + cell.width / 2, cell.y + cell.height / 2] as const;
  });
  return [
    picture(look, box),
    stroke(track(centres), colours.weight, 2, 0.8),
    ...centres.map(([x, y], i) => {
      const frame = { x: x - seen / 2, y: y - seen / 2, width: seen, height: seen };
      const last = i === centres.length - 1;
      return (
        outlines([frame], last ? colours.truth : colours.weight, last ? 2.5 : 1.5) +
        word(String(i + 1), x - seen / 2 + 6, y - seen / 2 + 13, {
          size: 12,
          bold: true,
          colour: last ? colours.truth : colours.weight,
        })
      );
    }),
  ];
};

/** Stripes of a picture, and how much each head makes of each of them. */
export const stripes: Motif = (look) => {
  const { weights } = look;
  const box = { x: 14, y: 12, width: 156, height: 156 };
  const bars = Array.from({ length: weights.heads }, (_, head) => {
    const amounts = weights.columns.map((_, i) => weights.at(head, weights.rows.length - 1, i));
    const most = Math.max(...amounts);
    return cells(
      amounts.map((amount) => amount / most),
      { columns: 1, x: 190 + head * 30, y: 12, width: 24, height: 156, gap: 2 },
    );
  });
  return [picture(look, box), ...bars];
};

/** What was heard above, and beneath it where each letter listened. */
export const heard: Motif = ({ tensor, weights }) => {
  const { shape, data } = tensor("input");
  const [frames, bands] = [shape.at(-2)!, shape.at(-1)!];
  const numbers = Array.from(data.subarray(0, frames * bands));
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const amounts = Array.from({ length: frames * bands }, (_, i) => {
    const [band, frame] = [bands - 1 - Math.floor(i / frames), i % frames];
    const share = (numbers[frame * bands + band]! - low) / (high - low);
    return share > 0.35 ? share : 0;
  });
  const box = { x: 34, width: 272 };
  const rows = weights.rows.length;
  const step = 72 / rows;
  return [
    cells(amounts, { ...box, columns: frames, y: 10, height: 80, colour: colours.quiet }),
    cells(weights.values("mean"), { ...box, columns: frames, y: 98, height: 72, gap: 0.6 }),
    ...weights.rows.map((letter, i) =>
      word(letter, 24, 98 + (i + 0.5) * step + 3, { size: Math.min(11, Math.round(step)) }),
    ),
  ];
};

/** A long row of dots, and who at its end looked how far back. */
export const farBack: Motif = ({ weights, truth }) => {
  const { length } = weights.columns;
  const x = (i: number) => 12 + (i / (length - 1)) * 296;
  const asking = weights.rows
    .map((_, row) => row)
    .filter((row) => weights.columns.some((_, column) => truth!.at("mean", row, column) > 0));
  const arches = asking.flatMap((row) =>
    weights.columns.flatMap((_, column) => {
      const weight = weights.at("mean", row, column);
      const far = Math.abs(row - column);
      return weight > 0.04 ? [{ weight, path: arch(x(row), x(column), 158, 8 + far * 1.5) }] : [];
    }),
  );
  const dots = weights.columns.map((_, i) => `M${x(i).toFixed(1)} 164v4`).join("");
  return [lines(arches, 2.4), stroke(dots, colours.quiet, 1, 0.6)];
};

/** Words with blanks in them, and what stands in each by the model's guess. */
export const blanks: Motif = ({ tensor }) => {
  const input = tensor("input");
  const words = input.columns.filter((label) => label !== "");
  const answers = answersOf(tensor("output"), tensor("target"), input);
  const step = 7.6;
  const how = { size: 14 };
  const drawn: string[] = [];
  let [x, y] = [14, 38];
  words.forEach((text, i) => {
    const answer = answers[i];
    const [best] = answer?.chances ?? [];
    const isBlank = answer?.right !== undefined && best !== undefined;
    const shown = isBlank ? best.label : text;
    const wide = shown.length * step + 8;
    if (x + wide > 310) [x, y] = [14, y + 40];
    if (isBlank) {
      const right = best.token === answer!.right!.token;
      const colour = right ? colours.weight : colours.truth;
      drawn.push(
        outlines([{ x, y: y - 17, width: wide, height: 24 }], colour),
        `<rect x="${x}" y="${y + 9}" width="${(wide * best.probability).toFixed(1)}" height="3" fill="${colour}"/>`,
        word(shown, x + wide / 2, y, { ...how, bold: true, colour }),
      );
    } else drawn.push(word(shown, x + wide / 2, y, how));
    x += wide + 3;
  });
  return drawn;
};

/** The runs of several variants from the same seed: the lesson's own in front. */
export const race =
  (...names: string[]): Motif =>
  ({ lesson, losses }) => {
    const series = names.map((name) => losses(configOf(lesson, variantOf(lesson, name))));
    return falling(series, 3).reverse();
  };
