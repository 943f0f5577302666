// ONNX models made in memory: the protocol buffer messages that a graph of a few nodes needs.
// Field numbers are those of onnx.proto (IR version 11, operator set 23).

const utf8 = new TextEncoder();

type Field = Uint8Array;

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return bytes;
}

const number = (id: number, value: number): Field =>
  Uint8Array.from([...varint(id * 8), ...varint(value)]);

function bytes(id: number, content: Uint8Array): Field {
  const head = [...varint(id * 8 + 2), ...varint(content.length)];
  const field = new Uint8Array(head.length + content.length);
  field.set(head);
  field.set(content, head.length);
  return field;
}

const text = (id: number, value: string): Field => bytes(id, utf8.encode(value));

const message = (id: number, fields: Field[]): Field => bytes(id, joined(fields));

function joined(fields: Field[]): Uint8Array {
  const whole = new Uint8Array(fields.reduce((sum, field) => sum + field.length, 0));
  let at = 0;
  for (const field of fields) {
    whole.set(field, at);
    at += field.length;
  }
  return whole;
}

export interface Node {
  op: string;
  inputs: string[];
  output: string;
}
export type Shapes = Record<string, number[]>;

const float32 = 1;

function value(id: number, name: string, shape: number[]): Field {
  const dimensions = shape.map((length) => message(1, [number(1, length)]));
  const tensor = message(1, [number(1, float32), message(2, dimensions)]);
  return message(id, [text(1, name), message(2, [tensor])]);
}

/** A model of float32 nodes, in an order in which they can run. */
export function model(nodes: Node[], inputs: Shapes, outputs: Shapes): Uint8Array {
  const graph = [
    ...nodes.map(({ op, inputs, output }) =>
      message(1, [...inputs.map((name) => text(1, name)), text(2, output), text(4, op)]),
    ),
    text(2, "bench"),
    ...Object.entries(inputs).map(([name, shape]) => value(11, name, shape)),
    ...Object.entries(outputs).map(([name, shape]) => value(12, name, shape)),
  ];
  const operators = message(8, [text(1, ""), number(2, 23)]);
  return joined([number(1, 11), message(7, graph), operators]);
}
