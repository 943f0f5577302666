import { compare } from "./compare-en.ts";
import type { MeasureTexts, PaceTexts } from "./text.ts";

export const en = {
  /** A sentence of the engine in this language; itself, where its own English does. */
  engineSays: (bare: string): string => bare,
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
    compare: "variants to train beside it, at most three, with commas between",
    "attention, heads, …": 'any setting by its name, as in learning-rate="0.01"',
    hide: "what is not shown: play, step, reset, seed, pace, variant, dials, settings, compare, status, example, save, data, files, shortcuts, a setting, or all",
    lock: "the same names; what is shown and stays as it is",
  },
  licences: "Licences",
  footer: "Free and open source. Nothing you do here leaves this page.",

  gallery: {
    title: "Watch attention learn where to look",
    lead: "Attention is a soft look-up: a question is held against keys, and values come back in proportion to how well each key fits. Here small models learn that before your eyes, in your own browser, and every number on show is theirs.",
    watch:
      "This one learns to find one vector among eight. Each row is a vector that asks; outlined is where its answer lies.",
    begin: "Read this lesson →",
    all: (count: string) => `All ${count} lessons ↓`,
    topics: {
      "look-up": "Looking things up",
      order: "Order and length",
      language: "Language",
      picture: "Pictures and sound",
      other: "More",
    },
    seconds: (seconds: string) => `learned in about ${seconds} s`,
    minutes: (minutes: string) => `learned in about ${minutes} min`,
    still: "worked out by hand",
    variants: (count: string) => `${count} variants`,
    skip: "Skip to the content",
  },

  terms: { title: "Terms", open: "All terms", close: "Close" },

  panels: {
    label: "What is shown",
    text: "Text",
    pictures: "Pictures",
    numbers: "Curves",
    controls: "Controls",
  },

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
  lockedPart: "The author of this page has fixed this: it can be seen, but not changed.",
  keep: {
    title: "Save and load",
    hint: "A checkpoint is the whole run as it stands: loaded in the same lesson, variant and settings with the same seed, it goes on bit for bit. Parameters alone are a safetensors file, as other programs read and write it, too. Nothing leaves this page.",
    save: { checkpoint: "Save a checkpoint", parameters: "Save the parameters" },
    saved: (name: string, bytes: string, step: string) =>
      `Saved at step ${step} as ${name} (${bytes} bytes).`,
    aFile: "a file",
    loaded: {
      checkpoint: (name: string) =>
        `The run is where ${name} was saved and goes on from there. Reset begins anew with the seed.`,
      parameters: (name: string) =>
        `The run goes on with the parameters of ${name}. Reset begins anew with the seed.`,
    },
    refused: "This cannot be loaded, and the run is left as it was.",
    damaged:
      "The file is damaged, or it is none that is saved here. What the engine says, word by word:",
    seed: "Seed",
    misfit: {
      lesson: (title?: string) =>
        title
          ? `The file was saved in another lesson, which may be “${title}”: open that one, and load it there.`
          : "The file was saved in another lesson: open that one, and load it there.",
      different: (name: string, theirs: string, ours: string) =>
        `The file is of a run that differs from this one. ${name}: ${theirs} there, ${ours} here. Choose the same here, then load it again.`,
      data: "The file is of a run on other data than this one. Bring the same data first, or go back to the generated ones, then load it again.",
      parameters:
        "These are the parameters of another model: of another lesson or variant, or with other settings. Choose those with which they were saved, then load them again.",
    },
    unfit: {
      none: () => "There is no file in what was dropped; drop one file.",
      several: () => "Those are several files; choose one.",
      large: (megabytes: string) =>
        `That file is larger than ${megabytes} MB: no model that runs here is as large.`,
      empty: () => "That file is empty; choose one that was saved here, or a safetensors file.",
      unread: () => "The browser could not read that file; is it still there?",
      noRun: () => "There is no run at the moment; start over with Reset, then try again.",
    },
  },
  share: {
    copy: "Copy link",
    lead: "A link to this very moment: lesson, variant, settings, seed, step, what is compared and what you look at. Whoever opens it sees the run replayed.",
    address: "The link",
    copied: "Copied. ",
    notCopied: "The browser lets nothing be copied: select the link and copy it. ",
    toStep: (step: string) => `It leads to step ${step}, with a digest of its bits to compare.`,
    toBeginning: "It leads to the beginning of this run.",
    beside: {
      data: "Your own data are not in it, they stay with you: it leads to the lesson with its generated data.",
      file: "This run goes on from a file, and no link can hold that: it leads to the beginning, with this seed.",
      turned:
        "Settings were turned too often on the way for a link to hold: it leads to the beginning, with this seed.",
    },
  },
  arrival: {
    close: "Close this notice",
    going: (step: string) => `Replaying the run of the link to step ${step} …`,
    arrived: (step: string) => `Replayed to step ${step}, as the link asks.`,
    same: (step: string) => `Replayed to step ${step}: the same bits as in the link.`,
    different: (step: string) =>
      `Replayed to step ${step}, but these are not the bits in the link: it was made with another version of softlook, or it was changed.`,
    stopped: (step: string, at: string) =>
      `The link leads to step ${step}; the replay was stopped at ${at}.`,
    failed: (step: string) => `The link leads to step ${step}, and the replay did not get there:`,
    refused: "The link has settings that cannot be run:",
    instead: "The lesson is shown as it begins.",
    firstInstead: "The first lesson is shown instead.",
    fault: {
      long: (given: string) => `The address is far too long (“${given}”). `,
      lesson: (given: string) => `The link names a lesson that is not here, “${given}”. `,
      variant: (given: string) => `The link names a variant that this lesson has not, “${given}”. `,
      version: (given: string) =>
        given === ""
          ? "The link does not say of which version it is (v=1 is missing). "
          : `The link is of a version that is not known here, “${given}”. `,
      twice: (given: string) => `The link says “${given}” more than once. `,
      setting: (given: string) => `The link has something that is no setting, “${given}”. `,
      seed: (given: string) =>
        `The link's seed, “${given}”, is not a whole number from 0 to 4294967295. `,
      step: (given: string) =>
        `The link's step, “${given}”, is not one that this lesson can be trained to (0 to 10000000). `,
      pace: (given: string) => `The link's speed, “${given}”, is not slow, lively or flat-out. `,
      compare: (given: string) =>
        `The link compares with “${given}”, which is not one to three other variants of this lesson, or changes like heads:4. `,
      turns: (given: string) =>
        `The link has something to be turned on the way, “${given}”, that is not like learning-rate@120:0.01. `,
      head: (given: string) => `The link shows a head that this lesson has not, “${given}”. `,
      lock: (given: string) =>
        `The link locks “${given}”, which is no row and column of a head (like 5.2). `,
      example: (given: string) =>
        `The link shows an example that this lesson has not, “${given}” (1 to 1000000). `,
      typed: (given: string) =>
        `The link shows a line that cannot be typed in this lesson, “${given}”. `,
      bits: (given: string) =>
        `The link's digest, “${given}”, is not one of 16 hexadecimal digits at a step. `,
    },
  },
  replay: {
    going: (step: string) => `On the way to step ${step}, flat out. Pause stops it where it is.`,
  },

  goalReached: (goal: string) => `${goal} steps done. Train again to go on.`,

  matrixTitle: "Where each position looks",
  looksFrom: "looks from",
  looksAt: "looks at",
  matrixLabel:
    "Attention weights. Each row is a position that looks; each column one that is looked at.",
  weightLegend: "weight",
  scoreLegend: "score",
  hidden: {
    short: "hidden by the mask",
    legend: "hidden by the mask",
    from: (row: string, column: string) =>
      `${row} may not look at ${column}: the mask hides it. That is not a weight of zero that was learned.`,
  },
  shows: "Numbers",
  showsWeights: "weights",
  showsScores: "scores, before the softmax",
  scored: (row: string, column: string, score: string) =>
    `${row} and ${column} match with a score of ${score}`,
  truthLegend: "right position",
  predictsRow: (row: string, name: string) => `this row, ${row}, predicts ${name}`,
  looks: (row: string, column: string, weight: string, right: boolean) =>
    `${row} looks at ${column} with weight ${weight}${right ? " (right position)" : ""}`,
  locked: "Locked. Click it again or press Esc to unlock.",
  unlocked: "Unlocked.",
  lockHint: "Hover or use the arrow keys for three decimals; click or press Enter to lock.",
  readHint: "Point at a curve, or use ← and →, to read it at one step.",
  readLengthHint: "Point at a curve, or use ← and →, to read it at one length.",
  /** The same where there is no hovering and perhaps no keyboard. */
  tapped: {
    lock: "Tap for three decimals, and to lock.",
    locked: "Locked. Tap it again to unlock.",
    look: "Tap a word to see its look, and to lock it.",
    read: "Tap a curve to read it at one step.",
    readLength: "Tap a curve to read it at one length.",
    readAll: "Tap the curves to read all of them at one step.",
  },
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

  explain: {
    viewTitle: "Explain this number",
    title: (row: string, column: string, weight: string) =>
      `How “${row}” came to look at “${column}” with weight ${weight}`,
    hint: "This is the strongest look of the last row. Lock another weight in a picture, and it is explained here.",
    followed: "This is the weight that is locked. It is followed while the training goes on.",
    waiting: "The numbers are on their way …",
    ofHead: (head: string, heads: string) => `Head ${head} of ${heads}.`,
    closed: "open it first, so that its numbers come",
    all: "All numbers",
    copyText: "Copy as text",
    copyLatex: "Copy as LaTeX",
    hidden: "hidden",
    terms: "terms",
    strip: (name: string, numbers: string) => `${name}: ${numbers}`,
    moreTerms: (count: string) => `… ${count} more`,
    moreAlike: (count: string) => `… and ${count} more like these`,
    moreKeys: (count: string) => `… and ${count} more, none with more weight`,
    parts: {
      heads: () => "The mean of all heads; below, the one that looks hardest",
      query: (row: string, _: string) => `What “${row}” asks: its query`,
      key: (_: string, column: string) => `What “${column}” is found by: its key`,
      score: () => "How well the two match: the score",
      weight: () => "Its share among all keys: the weight",
      value: (_: string, column: string) =>
        `What comes of it: the weight times the value of “${column}”`,
    },
    derivations: {
      position: "What was read: the word’s vector, with its position if it has one",
      norm: "Normalised before it is used",
      map: "A learned matrix times what was read",
      turned: "Turned by its position",
      start: "The first state, from the summary of what was read",
      output: "What the head finds in all places together",
    },
    notes: {
      hidden:
        "This key is hidden from this query by the mask: its score is −∞ and its weight 0, whatever the two say.",
      hard: "All of the weight goes to the first of the largest scores.",
      unnamed:
        "The score is made by a small network that looks over the coarse picture. Its inner numbers have no names in the engine, so the story begins with the scores: one place is looked at, that of the largest.",
      fixed: "In this variant no score is asked for: the weight is given beforehand.",
    },
  },

  look: {
    notShown: (weights: string, known: string) =>
      `No picture of this lesson is of “${weights}”; there are some of: ${known}.`,
    outside: (weights: string, heads: string, rows: string, columns: string) =>
      `What was to be looked at lies outside: “${weights}” has ${heads} heads, ${rows} rows and ${columns} columns here.`,
    linesTitle: "Lines of attention",
    linesLabel:
      "Words that look on the left, words that are looked at on the right. Each tells of its weights.",
    lines: "Lines",
    linesTop: (count: string) =>
      count === "1" ? "the strongest of each" : `the ${count} strongest of each`,
    linesFrom: (weight: string) => `weights from ${weight}`,
    share: (share: string) => `The lines drawn carry ${share} of all the weight.`,
    hint: "Point at a word, or go there with the arrow keys, to see its look; click or press Enter to lock it.",
    one: (name: string, weight: string) => `“${name}” ${weight}`,
    between: ", ",
    looksAt: (row: string, list: string) => `“${row}” looks at ${list}`,
    isLookedAt: (column: string, list: string) => `“${column}” is looked at by ${list}`,
    stripTitle: "The text, as one word sees it",
    stripLabel: "The text; each word with the weight that the chosen one gives it",
    captionLines:
      "Words on the left look (queries), words on the right are looked at (keys); the wider and darker a line, the larger the weight.",
    captionStrip: (row: string) =>
      `Where “${row}” looks; each number is a weight, and a dash is hidden by the mask.`,
    relative: "Strongest in full colour",
  },

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
  calculatorWrong: (field: string, value: string, most: string) =>
    `${field}: “${value}” is no number from −${most} to ${most}; write one.`,
  calculatorEmpty: (field: string, most: string) =>
    `${field}: nothing is no number, so the one before is back; write one from −${most} to ${most}.`,
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

  saturation: {
    title: "What the root of d is for",
    entropy: "Entropy of a row of weights, in bits",
    gradient: "Gradient at the scores of a row, in thousandths",
    width: "numbers in a vector",
    label: (what: string) => `${what}, as vectors get longer; the numbers are in the table below.`,
    hint: "256 random queries ask eight random keys, each number with variance 1, and nothing is trained. The entropy is the mean of the rows. The gradient is the norm of what comes back to a row’s scores when the output is to become other random numbers: of 256 rows the middle one.",
  },

  lengths: {
    title: "Wholly right, by length",
    start: "Count again",
    going: (done: string, all: string) => `Counting: ${done} of ${all} …`,
    none: "It is counted when training pauses.",
    label: (list: string) =>
      `Share of samples with every answer right, against their length. ${list}`,
    length: "length",
    readAt: (length: string, list: string) => `length ${length}: ${list}`,
    readOne: (name: string, share: string) => `${name} ${share}`,
    between: ", ",
    at: (name: string, step: string) => `${name}, step ${step}`,
    spoken: (name: string, from: string, of: string, to: string, at: string) =>
      `${name}: ${of} at length ${from}, ${at} at length ${to}`,
    cell: (whole: string, samples: string) => `${whole} of ${samples} samples`,
    hint: (samples: string) =>
      `On ${samples} samples never trained on, when training paused. Each variant keeps its curve: train another one to compare.`,
    wordsWrong: (name: string, share: string, wrong: string, said: string) =>
      `${name}: ${share} of the words are wrong (${wrong} of ${said}), each letter written after the model’s own.`,
    wordsGoal: (most: string, reached: boolean) =>
      `Goal: at most ${most}${reached ? ", reached ✓" : ""}`,
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

  norm: {
    title: "Norm of the gradients",
    label: (said: string) => `Curve of the norm of all gradients on a logarithmic scale. ${said}`,
    at: (step: string, value: string) => `step ${step}: ${value}`,
    empty: "No step yet.",
  },

  curves: {
    title: "Heads over time",
    measure: "Curve of",
    label: (measure: string, list: string) => `${measure} of each head against steps. Now: ${list}`,
    atStep: (step: string) => `step ${step}`,
  },

  predictionTitle: (name: string) => `The prediction of ${name}`,
  predictionLabel: (name: string) =>
    `The numbers of ${name}: first row as predicted, second row as they are.`,
  predicted: "predicted",
  actual: "true",
  numberAt: (place: number) => `number ${place}`,
  predictionAt: (column: string, predicted: string, actual: string) =>
    `${column}: predicted ${predicted}, true ${actual}`,
  predictionHint: "The more alike the two rows are, the better the prediction.",

  compare,
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
    unfit: {
      what: "This lesson cannot be shown.",
      remedy: "Whoever wrote it can mend it: the detail says where.",
    },
    picture: {
      what: "A picture could not be drawn.",
      remedy: "The training and the other pictures go on. Reset draws it anew.",
    },
    diverged: {
      what: "The training ran away.",
      remedy:
        "Its numbers grew beyond all bounds, and the pictures are the last ones from before. A smaller learning rate, or clipping of the gradients, mends that: choose it under Settings, then Reset.",
    },
    engine: {
      what: "The training stopped.",
      remedy:
        "The pictures are the last ones from before. Start over with Reset or with a new seed.",
    },
  },
  unknownLesson: (name: string, known: string) => `“${name}” is not among: ${known}`,

  ownLesson: {
    lacking: (where: string) => `The lesson lacks “${where}”.`,
    noObject: 'A lesson is an object: { "title": …, "config": …, "goal": …, "views": … }.',
    unlike: (where: string, wanted: string, given: string) =>
      `“${where}” should be ${wanted}; it is ${given}.`,
    kinds: {
      text: "a text that is not empty",
      words: "a text, or an object with a text for en, for zh, or for both",
      name: "a name of small letters, digits and hyphens",
      object: "an object",
      list: "a list",
      positive: "a number above 0",
      setting: "a number or a text",
      yes: "true, or left out",
    },
    options: {
      tensor: "the name of a tensor",
      text: "a text",
      number: 'a number from 0, written as a text: "2"',
      names: "names with spaces between",
      numbers: 'numbers from 0, written as a text with spaces between: "16 64"',
    },
    unknownOption: (where: string, view: string, known: string) =>
      known
        ? `“${where}” is no option of the view “${view}”; it has: ${known}.`
        : `“${where}”: the view “${view}” has no options.`,
    stillWithGoal:
      "Nothing is trained where “still” is true, so there is no “goal”: leave one of them out.",
    between: (least: string, most: string) => `a number from ${least} to ${most}`,
    wholeBetween: (least: string, most: string) => `a whole number from ${least} to ${most}`,
    notAmong: (where: string, name: string, known: string) =>
      `“${where}” is “${name}”, which is not among: ${known}.`,
    unknownPart: (where: string, known: string) =>
      `“${where}” is no part of a lesson; in this place there can be: ${known}.`,
    tooShort: (where: string) => `“${where}” is empty, and should have something in it.`,
    tooLong: (where: string, most: string) => `“${where}” has more than ${most} entries.`,
    twice: (where: string, name: string) => `Two of “${where}” are called “${name}”.`,
    notAbove: (where: string, below: string) => `“${where}” should be more than “${below}”.`,
    dialledTwice: (setting: string) => `Two of “dials” turn “${setting}”: leave one of them out.`,
    several: (count: string) =>
      `There are ${count} scripts of JSON in the element, and a lesson is one: leave the others out.`,
    emptyScript:
      "The script of JSON in the element is empty: write a lesson in it, or leave it out.",
    notJson: (why: string) => `The lesson is not JSON: ${why}`,
    tooLarge: (where: string, kilobytes: string) =>
      `${where} is larger than ${kilobytes} kB, which no lesson is.`,
    notFound: (where: string, why: string) => `${where} could not be had: ${why}`,
  },
};
