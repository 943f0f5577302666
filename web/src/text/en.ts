import type { MeasureTexts, PaceTexts } from "./text.ts";

export const en = {
  promise: "An attention playground that trains in your browser.",
  lessons: "Lessons",
  allLessons: "All lessons",
  lessonPlace: (number: string, count: string) => `${number} of ${count}`,
  moreLessons: "More lessons",
  previousLesson: "← Previous lesson",
  nextLesson: "Next lesson →",
  layer: "How to tell it",
  layers: { idea: "Idea", maths: "Maths", code: "Code" },
  language: "Language",
  theme: "Theme",
  themes: { auto: "Auto", light: "Light", dark: "Dark" },
  loadingLesson: "Loading the lesson …",
  lessonFailed: "The text of this lesson could not be loaded. Is there a connection?",
  embedTitle: "Put it on your page",
  embedLead:
    "One script tag and one element; no account, no server, nothing from anybody else: the training runs on your reader's own machine.",
  copy: "Copy",
  copied: "Copied",
  copyFailed: "Select the text and copy it",
  embedAttributes: "Attributes",
  attributes: {
    lesson: "which lesson",
    lang: "en or zh; otherwise that of the page around it",
    seed: "a whole number; the same seed gives the same run, bit for bit",
    variant: "which variant of the lesson, if it has some",
    pace: "slow, lively or flat-out",
    theme: "light or dark; otherwise that of the page around it",
    "attention, heads, …": 'any setting by its name, as in learning-rate="0.01"',
    hide: "what is not shown: play, step, reset, seed, pace, variant, dials, settings, status, example, save, data, shortcuts, a setting, or all",
    lock: "the same names; what is shown and stays as it is",
  },
  footer: "Free and open source. Nothing you do here leaves this page.",

  region: (lesson: string) => `Attention playground: ${lesson}`,
  controls: "Training controls",
  play: "Train",
  pause: "Pause",
  step: "One step",
  steps: (count: string) => `${count} steps`,
  reset: "Reset",
  resetHint: "Start over with the same seed",
  newSeed: "New seed",
  newSeedHint: "Start over with another random beginning",
  seed: "Seed",
  seedWrong: (largest: string) => `A seed is a whole number from 0 to ${largest}.`,
  pace: "Speed",
  paces: { slow: "Slow", lively: "Lively", "flat-out": "Flat out" } satisfies PaceTexts,
  paceHints: {
    slow: "5 steps a second",
    lively: "300 steps a second",
    "flat-out": "as fast as this machine can",
  } satisfies PaceTexts,
  shortcuts: "Keyboard shortcuts",
  shortcutList: [
    ["Space", "train or pause"],
    ["S", "one step"],
    ["D", "10 steps"],
    ["F", "100 steps"],
    ["R", "reset, same seed"],
    ["N", "new seed"],
    ["← ↑ → ↓", "move in a picture"],
    ["Enter", "lock a cell"],
    ["Esc", "unlock it"],
  ] as readonly (readonly [string, string])[],
  shortcutScope: "They work while the focus is inside this frame.",
  starting: "Starting the engine …",
  variant: "Variant",
  notInVariant: "Nothing to see here: this variant has no such thing.",

  stepCount: "Step",
  progress: "Progress to the goal",
  secondsLeft: (seconds: string) => `about ${seconds} s left`,
  minutesLeft: (minutes: string) => `about ${minutes} min left`,
  measures: {
    error: {
      name: "Error",
      hint: "On samples never trained on: the loss, as a share of what the best answer that is always the same would give",
      unit: "of always answering the same",
    },
    right: {
      name: "Right",
      hint: "On samples never trained on: how many of the answers are right, each by itself",
      unit: "of answers",
    },
    whole: {
      name: "All right",
      hint: "On samples never trained on: how many have every single answer right",
      unit: "of samples",
    },
    aligned: {
      name: "Right position",
      hint: "On samples never trained on: how often the largest weight is where it should be",
      unit: "of looks",
    },
    attended: {
      name: "Weight well placed",
      hint: "On samples never trained on: how much of the weight is on right positions",
      unit: "of the weight",
    },
  } satisfies MeasureTexts,
  examples: {
    name: "Held-out example",
    hint: "Which sample the pictures are of; none of these is ever trained on",
    previous: "Previous example",
    next: "Next example",
    wrong: (largest: string) => `An example is a whole number from 1 to ${largest}.`,
  },
  goals: {
    goal: "goal",
    between: " ",
    atLeast: (share: string) => `≥ ${share}`,
    atMost: (share: string) => `≤ ${share}`,
    is: (bound: string) => `goal ${bound}`,
    reached: "reached",
    scored: (samples: string) => `Measured on ${samples} samples never trained on.`,
    line: (bound: string) => `Dashed line: the goal, ${bound}.`,
    baseline: "always the same answer",
    floor: "nobody can do better",
    baselineIs: (loss: string) => `Always giving the same best answer would come to ${loss}.`,
    floorIs: (loss: string) => `Nobody can do better than ${loss}: so much in it is chance.`,
  },
  goalReached: (goal: string) => `${goal} steps done. Train again to go on.`,

  matrixTitle: "Where each position looks",
  looksFrom: "looks from",
  looksAt: "looks at",
  matrixLabel:
    "Attention weights. Each row is a position that looks; each column one that is looked at.",
  weightLegend: "weight",
  truthLegend: "right position",
  predictsRow: (row: string, name: string) => `this row, ${row}, predicts ${name}`,
  looks: (row: string, column: string, weight: string, right: boolean) =>
    `${row} looks at ${column} with weight ${weight}${right ? " (right position)" : ""}`,
  locked: "Locked. Click it again or press Esc to unlock.",
  unlocked: "Unlocked.",
  lockHint: "Hover or use the arrow keys for three decimals; click or press Enter to lock.",
  notANumber: "not a number",

  head: "Head",
  everyHead: "all, averaged",
  headNumber: (number: string) => `head ${number}`,

  ofBlock: (number: string) => `: block ${number}`,

  headsTitle: "What each head does",
  headsHint: "The numbers are means over the rows. Choose a head to see it large.",
  headLabel: (head: string, numbers: string) => `Head ${head}: ${numbers}`,
  headPatterns: {
    entropy: "entropy",
    distance: "distance",
    previous: "previous",
    first: "first",
    same: "itself",
    diagonal: "diagonal",
    truth: "right",
  },
  headPatternHints: {
    entropy: "Entropy in bits: 0 looks at one place alone; one more bit is twice as many places",
    distance: "How many positions away it looks, on average",
    previous: "Share of the weight on the position before",
    first: "Share of the weight on the first position",
    same: "Share of the weight on the position itself",
    diagonal:
      "Share of the weight on the diagonal: the first looks at the first, the last at the last, and so on in between",
    truth: "Share of the weight on right positions",
  },
  bits: (value: string) => `${value} bits`,

  tokensTitle: "What it answers",
  tokensRead: "read",
  tokensLabel: "The answers, position by position",
  answerAt: (place: string, answer: string, chance: string, right: string) =>
    `position ${place}: “${answer}” with ${chance}; right is “${right}”`,
  answerUnasked: (place: string, answer: string, chance: string) =>
    `position ${place}: “${answer}” with ${chance}; no answer is wanted here`,
  otherAnswers: (list: string) => `then ${list}`,
  rightAnswer: "right",
  wrongAnswer: "wrong",
  tokensRight: (right: string, all: string) => `${right} of ${all} answers are right.`,

  imageTitle: "Where it looks in the image",
  imageOverlay: "Show weights",
  imageQuery: "Looks from",
  imageLabel: (rows: string, columns: string, sentence: string) =>
    `An image in ${rows} × ${columns} parts, with the weights laid over it. ${sentence}`,
  imageAt: (row: string, column: string, weight: string, right: boolean) =>
    `row ${row}, column ${column}: weight ${weight}${right ? " (right position)" : ""}`,

  soundTitle: "What it hears",
  soundPlay: "Listen",
  soundStop: "Stop",
  soundLabel: (seconds: string) =>
    `A spectrogram of ${seconds} seconds: time from left to right, low sounds at the bottom.`,
  soundLetters: "Where each letter listens: a row for each, over the same time.",
  soundAt: (letter: string, time: string, weight: string) =>
    `“${letter}” listens at ${time} s with weight ${weight}`,
  soundUnkept: "This is what the model hears of what you typed; there is no sound of it to play.",
  soundSilent: "This browser plays no sound.",

  typedTitle: "Try your own",
  typedLabel: "An example of your own",
  typedShow: "Show",
  typedClear: "Back to the given example",
  typedHint: "All the pictures are then about what you typed.",
  typedShown: (text: string) => `On show: “${text}”.`,
  typedWritten: (answer: string) => `It writes: ${answer}`,
  typedRefused: "This could not be read:",

  writerTitle: "Let it write",
  writerBeginning: "The beginning, which you write",
  writerNext: "Next token",
  writerGoOn: "Write on",
  writerStop: "Stop",
  writerStartOver: "Start over",
  writerTemperature: "Temperature",
  writerLikeliest: "0: the likeliest",
  writerTop: "Top-k",
  writerTopAll: "0: all",
  writerHint:
    "You begin, the model goes on, one token at a time; the pictures show where it looked for the newest one.",
  writerLabel: "Your beginning, and what the model wrote",
  writerToken: (token: string, chance: string) => `${token}, ${chance}`,
  writerAt: (place: string, token: string, chance: string) =>
    `token ${place}: “${token}”, to which the model gave ${chance}`,
  writerEnded: "Nothing comes after this.",
  ownData: "Your own data",
  ownDataPaste: "Paste it here",
  ownDataChoose: { one: "Choose a file …", several: "Choose files …" },
  ownDataDrop: "or drop it here.",
  ownDataTrain: "Train on it",
  ownDataBack: "Back to the generated data",
  ownDataChecking: "It is being read …",
  ownDataPasted: "what you pasted",
  ownDataBytes: (name: string, bytes: string) => `${name}: ${bytes} bytes`,
  ownDataBegins: (what: string) => `${what}. It begins:`,
  ownDataBetween: "; ",
  ownDataUsed: (list: string) => `The lesson runs on your data (${list}).`,
  ownDataNotUsed: "The lesson runs on generated data. What you bring stays on this page.",
  ownDataNotTaken: (variants: string) =>
    `This variant makes its own samples and takes no data. These take yours: ${variants}.`,
  ownDataRefused: "This cannot be trained on, and the run is left as it was.",
  ownDataEmpty: "There is nothing in it yet: bring something that is not empty.",
  ownDataLarge: (megabytes: string) =>
    `That is larger than ${megabytes} MB, more than is taken here; bring a part of it.`,
  ownDataSeveral: "Those are several files, and one is taken here; bring one at a time.",
  ownDataUnread: "The browser could not read it; is it a file that is still there?",

  settings: {
    title: "Settings",
    parts: { task: "Task", model: "Model", attention: "Attention", optimizer: "Optimizer" },
    choices: {
      attention: { name: "Attention", hint: "how queries and keys become weights" },
      optimizer: { name: "Optimizer", hint: "how gradients become steps" },
    },
    atOnce: "acts at once",
    locked: "fixed on this page",
    slider: (name: string) => `${name}, as a slider`,
    switch: { off: "off", on: "on" },
    lessonHas: (value: string) => `lesson: ${value}`,
    usual: (value: string) => `default: ${value}`,
    backTo: (name: string, what: string) => `${name}: back to ${what}`,
    wrongInteger: (name: string, least: string, most: string) =>
      `${name} is a whole number from ${least} to ${most}.`,
    wrongNumber: (name: string, least: string, most: string) =>
      `${name} is a number from ${least} to ${most}, with a point: 0.5.`,
    difference: (name: string, from: string, to: string) => `${name.toLowerCase()} ${from} → ${to}`,
    between: ", ",
    changed: (list: string) => `Changed: ${list}`,
    asItIs: "Back to the lesson as it is",
    restartWith: (list: string) => `Restart with changes: ${list}`,
    restart: "Restart",
    leave: "Leave it",
    refused: "It cannot run like this; the run is left as it was.",
  },

  calculatorTitle: "Work it out",
  calculatorParts: {
    queries: { sign: "Q", words: "queries: what each row asks" },
    keys: { sign: "K", words: "keys: what each row is found by" },
    values: { sign: "V", words: "values: what each row brings" },
  },
  calculatorField: (sign: string, row: string, column: string) =>
    `${sign}, row ${row}, number ${column}`,
  calculatorScores: "Scores: each query with each key",
  calculatorWeights: "Weights: softmax of each row",
  calculatorOutput: "Output: weights times values",
  calculatorBits: (entropy: string) => `${entropy} bits`,
  calculatorHow: (
    row: string,
    column: string,
    score: string,
    power: string,
    sum: string,
    weight: string,
  ) =>
    `Query ${row}, key ${column}: score ${score}, e to that is ${power}, of ${sum} in the row: weight ${weight}.`,
  calculatorHint:
    "Change any number of Q, K or V. Hover or use the arrow keys to see how a weight comes about; click or press Enter to lock it.",
  calculatorWrong: (value: string) => `“${value}” is no number.`,
  calculatorHeat: "What if the scores were divided by",
  calculatorWhatIf: (factor: string, entropy: string, most: string) =>
    `${factor}: ${entropy} of at most ${most} bits in a row, on average`,

  costTitle: "What a step costs",
  costStart: "Measure",
  costGoing: (done: string, all: string) => `Measuring: ${done} of ${all} …`,
  costHint:
    "The shortest of some training steps, one text each, at each length, on this machine and now. Pause the training for steadier numbers.",
  costLabel: (list: string) =>
    `Time of a training step against length, both on logarithmic scales. ${list}`,
  costLength: "length",
  costAt: (name: string, from: string, to: string, times: string) =>
    `${name}: from length ${from} to ${to} a step takes ${times} times as long`,
  costTime: (milliseconds: string) => `${milliseconds} ms`,
  costRefused: "refused",

  lengths: {
    title: "Wholly right, by length",
    start: "Count again",
    going: (done: string, all: string) => `Counting: ${done} of ${all} …`,
    none: "It is counted when training pauses.",
    label: (list: string) =>
      `Share of samples with every answer right, against the length of what is read. ${list}`,
    length: "length",
    at: (name: string, step: string) => `${name}, step ${step}`,
    spoken: (name: string, from: string, of: string, to: string, at: string) =>
      `${name}: ${of} at length ${from}, ${at} at length ${to}`,
    cell: (whole: string, samples: string) => `${whole} of ${samples} samples`,
    hint: (samples: string) =>
      `On ${samples} samples never trained on, when training paused. Each variant keeps its curve: train another one to compare.`,
    refused: "It could not be counted:",
  },

  scoreTitle: (measure: string) => `Score: ${measure}`,
  scoreLabel: (measure: string, list: string) =>
    `${measure} against steps, on samples never trained on. ${list}`,
  scoreEmpty: "No score yet.",
  scoreAt: (name: string, step: string, value: string) => `${name}: ${value} at step ${step}`,
  scoreRun: "this run",
  scoreHint: "Each variant keeps the curve of its last run: train another one to compare.",

  lossTitle: "Loss",
  lossLabel: (step: string, value: string) =>
    `Curve of the training loss on a logarithmic scale. At step ${step} it is ${value}, smoothed.`,
  lossEmpty: "No step yet. The curve begins with the first one.",
  lossAt: (steps: string, value: string, smoothed: string) =>
    `step ${steps}: ${value}, smoothed ${smoothed}`,
  lossHint: "Thin: the loss of each step. Bold: smoothed.",

  predictionTitle: (name: string) => `The prediction of ${name}`,
  predictionLabel: (name: string) =>
    `The numbers of ${name}: first row as predicted, second row as they are.`,
  predicted: "predicted",
  actual: "true",
  numberAt: (place: number) => `number ${place}`,
  predictionAt: (column: string, predicted: string, actual: string) =>
    `${column}: predicted ${predicted}, true ${actual}`,
  predictionHint: "The more alike the two rows are, the better the prediction.",

  saving: {
    open: "Save",
    openHint: (title: string) => `Save the picture “${title}”`,
    kinds: {
      svg: "SVG, for papers",
      png: "PNG, for slides",
      csv: "CSV, its numbers",
      json: "JSON, its numbers",
    },
    saved: (file: string) => `Saved: ${file}`,
    failed: (why: string) => `Not saved: ${why}`,
    unloaded: "what draws figures could not be loaded; check the connection and try again.",
    noPicture: "there is nothing on show yet; wait for the first picture.",
    noFigure: "this picture has no figure of its own; the others show what it does.",
    noNumbers: "there are no numbers behind it yet.",
    notMeasured: "nothing is measured yet; press Measure first.",
    notCounted: "nothing is counted yet; train, and pause, first.",
    notTyped: "nothing is typed yet; type an example first.",
    notWritten: "nothing is written yet; let it write first.",
    noSteps: "there is no step yet; train first.",
    noScores: "there is no score yet; train first.",
  },
  captions: {
    variant: (title: string) => `, variant “${title}”`,
    changed: (list: string) => `; changed: ${list}`,
    run: (lesson: string, variant: string, changes: string, seed: string, step: string) =>
      `softlook, lesson “${lesson}”${variant}${changes}; seed ${seed}, step ${step}.`,
    ownData: "Trained on data of one’s own.",
    typed: (text: string) => `The example was typed: “${text}”.`,
    heldOut: "The example was never trained on.",
    weights: "Rows look (queries), columns are looked at (keys); each number is a weight.",
    oneHead: (head: string, heads: string) => `Head ${head} of ${heads}.`,
    meanHead: (heads: string) => `The mean of ${heads} heads.`,
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
      "Across: length of what is read. Up: share of samples with every answer right, on samples never trained on.",
    cost: "Across: length. Up: milliseconds for a training step, one text each. Both logarithmic, measured on one machine.",
    steps: "steps",
    masked: "crossed out: cannot be seen",
  },

  tryAgain: "Try again",
  detail: "Detail",
  failures: {
    unsupported: {
      what: "This browser cannot run the engine.",
      remedy:
        "It needs WebAssembly with SIMD and exceptions, and modern CSS: Chrome and Edge from version 123, Firefox from 128 and Safari from 17.5 have them. Please update the browser or open the page in another one.",
    },
    worker: {
      what: "The engine could not be started.",
      remedy:
        "Its script did not load. Check the connection, and whether a content blocker or a Content-Security-Policy forbids workers here; then try again.",
    },
    forbidden: {
      what: "This page forbids WebAssembly.",
      remedy:
        "Its content security policy does. Whoever runs the page can allow it: script-src needs 'wasm-unsafe-eval'.",
    },
    missing: {
      what: "The engine could not be loaded.",
      remedy: "Its WebAssembly file did not arrive. Check the connection, then try again.",
    },
    corrupt: {
      what: "The engine arrived broken.",
      remedy:
        "What came is not the WebAssembly file that belongs to this page. Reload without the cache; if it stays, the file on the server is damaged or does not match.",
    },
    refused: {
      what: "The lesson cannot run with these settings.",
      remedy: "Choose others, or take back what was changed.",
    },
    lesson: {
      what: "There is no such lesson.",
      remedy: "Check the lesson attribute of the element.",
    },
    picture: {
      what: "A picture could not be drawn.",
      remedy: "The training and the other pictures go on. Reset draws it anew.",
    },
    engine: {
      what: "The training stopped.",
      remedy:
        "The pictures are the last ones from before. Start over with Reset or with a new seed.",
    },
  },
  unknownLesson: (name: string, known: string) => `“${name}” is not among: ${known}`,
};
