import { expect, test } from "vitest";
import { answersOf } from "../../web/src/drawing/answers.ts";

const tensor = (shape: number[], data: number[], columns: string[] = []) => ({
  name: "x",
  shape,
  data: Float32Array.from(data),
  rows: [],
  columns,
});

const logits = [0, Math.log(3), 0, Math.log(4), 0, 0, 9, 0, 0];

test("the likeliest answer comes first, with its probability, and the right one beside it", () => {
  const output = tensor([1, 3, 3], logits, ["x", "y", " "]);
  const answers = answersOf(output, tensor([1, 3], [1, 2, 0], ["y", " ", "x"]));
  expect(answers.map(({ right }) => right?.label)).toEqual(["y", "␣", "x"]);
  expect(answers[0]?.chances[0]).toMatchObject({ label: "y", token: 1 });
  expect(answers[0]?.chances[0]?.probability).toBeCloseTo(3 / 5);
  expect(answers[1]?.chances[0]?.probability).toBeCloseTo(4 / 6);
  expect(answers[0]?.chances.map(({ token }) => token)).toEqual([1, 0, 2]);
});

test("where no answer is wanted there is no right one, and padding at the end is left out", () => {
  const answers = answersOf(tensor([1, 3, 3], logits), tensor([1, 3], [-1, 2, -1], ["", "z", ""]));
  expect(answers).toHaveLength(2);
  expect(answers[0]?.right).toBeUndefined();
  expect(answers[1]?.right).toEqual({ token: 2, label: "z" });
});

test("a sample with no answers at all, as a person may type it, shows all that is said", () => {
  expect(answersOf(tensor([1, 3, 3], logits), tensor([1, 3], [-1, -1, -1]))).toHaveLength(3);
});

test("tokens that nobody has named are known from the sample, or by their number", () => {
  const input = tensor([1, 3], [0, 1, 1], ["a", "b", "b"]);
  const target = tensor([1, 3], [1, 1, 0], ["B", "B", "A"]);
  const [first, , third] = answersOf(tensor([1, 3, 3], logits), target, input);
  expect(first?.chances.map(({ label }) => label)).toEqual(["B", "A", "#2"]);
  expect(third?.chances[0]?.label).toBe("A");
});

test("very large scores do not overflow", () => {
  const [answer] = answersOf(tensor([1, 1, 2], [5000, 4000]), tensor([1, 1], [0]));
  expect(answer?.chances.map(({ probability }) => probability)).toEqual([1, 0]);
});
