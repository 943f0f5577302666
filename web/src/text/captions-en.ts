/** What stands beneath saved figures. */
export const en = {
  variant: (title: string) => `, variant “${title}”`,
  changed: (list: string) => `; changed: ${list}`,
  run: (lesson: string, variant: string, changes: string, seed: string, step: string) =>
    `softlook, lesson “${lesson}”${variant}${changes}; seed ${seed}, step ${step}.`,
  ownData: "Trained on data of one’s own.",
  typed: (text: string) => `The example was typed: “${text}”.`,
  heldOut: (example: string) => `Held-out example ${example}, never trained on.`,
  weights: "Rows look (queries), columns are looked at (keys); each number is a weight.",
  oneHead: (head: string, heads: string) => `Head ${head} of ${heads}.`,
  meanHead: (heads: string) => `The mean of ${heads} heads.`,
  compareMaps:
    "Each map is a run: rows look (queries), columns are looked at (keys). All began from the same seed and are at the same step.",
  who: (letter: string, title: string) => `${letter}: ${title}`,
  whoIsWho: (who: readonly string[]) => `${who.join("; ")}.`,
  compareLosses:
    "Across: training steps. Up: the training loss, smoothed, logarithmic. All began from the same seed.",
  truth: "Outlined: right positions.",
  heads:
    "Each map is a head: rows look, columns are looked at. The numbers are means over the rows.",
  calculator:
    "Rows of Q ask, rows of K are found, rows of V are brought. Scores and weights: a row for each query, a column for each key.",
  image: (rows: string, columns: string) =>
    `The image in ${rows} × ${columns} parts; the bluer a part, the more weight is on it.`,
  imageQuery: (row: string) => `Looks from: ${row}.`,
  sound:
    "Time runs from left to right. Above: the strength of each band, high ones at the top. Beneath: a row for each letter, a column for each moment, the mean of all heads.",
  seconds: "seconds",
  tokens:
    "The answers, position by position; a percentage is the probability. Dashed: wrong, with the right answer beneath.",
  writer: "The beginning, and what the model wrote: each token with its probability.",
  prediction: (of: string) => `Upper row: ${of} as predicted; lower row: as it is.`,
  score: "Across: training steps. Up: the held-out score, on samples never trained on.",
  loss: "Across: training steps. Up: the training loss, logarithmic; the band holds every step, the line is smoothed.",
  lengths:
    "Across: length. Up: share of samples with every answer right, on samples never trained on.",
  cost: "Across: length. Up: milliseconds for a training step, one text each. Both logarithmic, measured on one machine.",
  saturation:
    "Across: numbers in a vector. Above: entropy of a row of weights, the mean of 256 random queries to eight random keys. Beneath: norm of the gradient at a row’s scores, the middle one of them, logarithmic.",
  steps: "steps",
  masked: "crossed out: cannot be seen",
};
