/** What is said where runs are compared. */
export const compare = {
  title: "Compare",
  titleWith: (letters: string) => `Compare: ${letters}`,
  lead: "Up to three others are trained beside this run: from the same seed, always at the same step.",
  who: "Who is compared",
  with: "Compare with",
  choose: "choose …",
  variants: "Variants of the lesson",
  attentions: "The same with another attention",
  optimizers: "The same with another optimizer",
  settings: "The same with another setting",
  value: (setting: string) => `Value of ${setting}`,
  valueNow: (value: string) => `now ${value}`,
  add: "Add",
  remove: (name: string) => `Take out ${name}`,
  startsOver: "Whoever is added, all start over from the same seed.",
  full: "There are four, which is the most. Take one out to add another.",
  began: (letters: string, seed: string) =>
    `${letters} began together from seed ${seed} and are at the same step all the time.`,
  as: (changes: string) => `the same, ${changes}`,
  change: (setting: string, value: string) => `${setting} ${value}`,
  between: ", ",
  isNow: (setting: string, value: string) =>
    `${setting} is ${value} in this run too. Choose another value.`,
  otherTask: (letter: string) =>
    `${letter} has another task: its numbers are of other samples, and say less beside the others.`,
  leftOut: {
    unknown: (name: string, known: string) =>
      known
        ? `“${name}” is no variant of this lesson. There are: ${known}.`
        : `“${name}” is no variant of this lesson, which has none.`,
    again: (name: string) => `“${name}” is left out: it would be the same as one that is there.`,
    many: (name: string) => `“${name}” is left out: four at a time is the most.`,
  },
  refused: (letter: string) => `${letter} could not begin, and the others train without it:`,
  ended: (letter: string, step: string) =>
    `${letter} stopped at step ${step}, and the others go on:`,
  notLoaded: "This part could not be loaded. Check the connection, then open it again.",

  lossTitle: "Losses, smoothed",
  lossAt: (step: string, list: string) => `step ${step}: ${list}`,
  lossHint: "Point at the curves, or use ← and →, to read all of them at one step.",
  lossLabel: (step: string, list: string) =>
    `Curves of the training losses on a logarithmic scale. At step ${step}: ${list}.`,
  lossEmpty: "No step yet. The curves begin with the first one.",
  none: "–",

  scoreTitle: (step: string) => `Scores at step ${step}`,
  name: "Name",
  loss: "Loss",

  mapTitle: "Where each looks",
  mapLabel: (name: string) => `Attention weights of ${name}`,
  mapAt: (row: string, column: string, list: string) => `${row} looks at ${column}: ${list}`,
  cellAt: (row: string, column: string, list: string) => `row ${row}, column ${column}: ${list}`,
  minusIs: (of: string, minus: string, value: string) => `${of} − ${minus}: ${value}`,
  lacking: "It has no such weights.",
  noHead: (head: string, heads: string) => `It has no head ${head}; its heads are ${heads}.`,
  gone: "Nothing to show: it could not begin.",
  noMaps: "This lesson has no picture of weights to be put side by side.",
  difference: "Difference",
  differenceOf: "Of these weights",
  differenceMinus: "these are taken away",
  differenceLabel: (of: string, minus: string) => `Weights of ${of} minus those of ${minus}`,
  more: (letter: string) => `more in ${letter}`,
  needsTwo: "Choose two different ones.",
  otherSizes: (some: string, others: string) =>
    `The maps have different sizes, ${some} and ${others}: there is no difference, cell by cell.`,
  otherSamples:
    "The maps are of different samples: a difference, cell by cell, would mean nothing.",
  noDifference: "One of the two has no such weights: there is no difference.",
};
