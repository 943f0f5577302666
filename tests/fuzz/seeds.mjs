// Writes the corpus anew: node tests/fuzz/seeds.mjs. It knows the format by itself, so that the reader
// is also tried on files that its own writer did not make. Files found by fuzzing are kept beside these.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("corpus/safetensors/", import.meta.url));
const widths = { U8: 1, F16: 2, BF16: 2, F32: 4, F64: 8, I64: 8 };

/** A file with this header, and data of so many bytes. @param {string | Buffer} header */
function file(header, data = 0, announced = Buffer.byteLength(header)) {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(announced));
  return Buffer.concat([length, Buffer.from(header), numbers(data)]);
}

/** Bytes that make floats of every kind. */
const numbers = (count) => Buffer.from(Array.from({ length: count }, (_, i) => (i * 37) & 255));

/** Tensors [name, dtype, shape], one behind the other. */
function right(tensors, { metadata, padding = 8 } = {}) {
  const header = metadata ? { __metadata__: metadata } : {};
  let begin = 0;
  for (const [name, dtype, shape] of tensors) {
    const end = begin + shape.reduce((product, size) => product * size, widths[dtype]);
    header[name] = { dtype, shape, data_offsets: [begin, end] };
    begin = end;
  }
  let text = JSON.stringify(header);
  while (Buffer.byteLength(text) % padding) text += " ";
  return file(text, begin);
}

const one = (dtype, shape, offsets) =>
  `{"w":{"dtype":"${dtype}","shape":${shape},"data_offsets":${offsets}}}`;
const two = (a, b) =>
  `{"a":{"dtype":"U8","shape":[4],"data_offsets":${a}},"b":{"dtype":"U8","shape":[4],"data_offsets":${b}}}`;

const seeds = {
  "good-nothing": file("{}"),
  "good-matrix": right([["W", "F32", [2, 3]]]),
  "good-unaligned": right([["w", "F32", [2]]], { padding: 1 }),
  "good-model": right(
    [
      ["attention.W", "F32", [2, 2]],
      ["embedding", "F32", [3, 2]],
      ["step", "I64", []],
    ],
    { metadata: { format: "pt", step: "7" } },
  ),
  "good-dtypes": right([
    ["a", "F64", [3]],
    ["b", "F16", [5]],
    ["c", "BF16", [5]],
    ["d", "U8", [1]],
  ]),
  "good-number": right([["w", "F32", []]]),
  "good-empty": right([
    ["a", "F32", [0]],
    ["b", "U8", [2]],
    ["c", "F64", [3, 0]],
  ]),
  "good-names": right([
    ["注意力", "U8", [1]],
    ["", "U8", [1]],
    ['"\\\n\u0000', "U8", [1]],
  ]),
  "good-escapes": file(one("F16", "[1]", "[0,2]").replace("w", "\\ud83d\\ude00\\u00e9\\/"), 2),
  "good-white-space": file(
    '{ "w" :\t{"shape":[ 1 ],\n"data_offsets":[0, 1],"dtype":"I8"} }\r\n ',
    1,
  ),
  "good-out-of-order": file(two("[4,8]", "[0,4]"), 8),
  "good-small-numbers": file(one("F4", "[2,3]", "[0,3]"), 3),
  "good-metadata-alone": right([], { metadata: { "": "", a: "\u001b" } }),
  "bad-empty-file": Buffer.alloc(0),
  "bad-short-length": Buffer.from([2, 0, 0]),
  "bad-long-length": file("{}", 0, 2n ** 64n - 1n),
  "bad-cut-header": file(one("F32", "[1]", "[0,4]").slice(0, 30), 0, 60),
  "bad-cut-data": file(one("F32", "[2]", "[0,8]"), 5),
  "bad-left-over": file(one("F32", "[1]", "[0,4]"), 5),
  "bad-hole": file(two("[0,4]", "[5,9]"), 9),
  "bad-overlap": file(two("[0,4]", "[2,6]"), 6),
  "bad-backwards": file(one("U8", "[1]", "[1,0]"), 1),
  "bad-size": file(one("F32", "[3]", "[0,8]"), 8),
  "bad-overflow": file(one("F32", "[4294967296,4294967296]", "[0,0]")),
  "bad-large-number": file(one("U8", "[1]", "[0,99999999999999999999]"), 1),
  "bad-negative": file(one("U8", "[-1]", "[0,1]"), 1),
  "bad-fraction": file(one("U8", "[1.0]", "[0,1]"), 1),
  "bad-dtype": file(one("F31", "[1]", "[0,4]"), 4),
  "bad-field": file('{"w":{"dtype":"U8","shape":[1],"data_offsets":[0,1],"x":1}}', 1),
  "bad-twice": file(two("[0,4]", "[4,8]").replace('"b"', '"a"'), 8),
  "bad-metadata": file('{"__metadata__":{"a":1}}'),
  "bad-nesting": file('{"a":'.repeat(60)),
  "bad-surrogate": file('{"\\ud83d":{}}'),
  "bad-utf8": file(Buffer.from([0x7b, 0x22, 0xc0, 0x80, 0x22, 0x7d])),
  "bad-text-behind": file("{}{}"),
  "bad-array": file("[]"),
};

mkdirSync(folder, { recursive: true });
for (const [name, bytes] of Object.entries(seeds)) {
  writeFileSync(`${folder}${name}.safetensors`, bytes);
}
