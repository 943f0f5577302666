import { largestSeed } from "../elements/attributes.ts";
import { languages } from "../text/text.ts";
import { viewNames } from "../views/registry.ts";
import {
  anyText,
  type Check,
  isPlain,
  list,
  name,
  needed,
  number,
  object,
  oneOf,
  optional,
  positive,
  record,
  setting,
  settingOrNone,
  text,
  Unfit,
  unlike,
  whole,
  yes,
} from "./form.ts";
import {
  type Dial,
  type Lesson,
  type LessonConfig,
  type LessonView,
  liveSettings,
  type Measure,
  measures,
  type OwnData,
  type Topic,
  topics,
  type Variant,
  type Words,
} from "./lesson.ts";

/** In one language it is used for all. */
const words: Check<Words> = (value, where) => {
  if (typeof value !== "string" && !isPlain(value)) return unlike(where, "words", value);
  const given = typeof value === "string" ? { en: text(value, where) } : value;
  const known = languages.filter((language) => given[language] !== undefined);
  const stranger = Object.keys(given).find((key) => !(languages as string[]).includes(key));
  if (known.length === 0 || stranger !== undefined) {
    throw new Unfit((text) =>
      text.unlike(where, text.kinds.words, JSON.stringify(Object.keys(given))),
    );
  }
  const said = known.map((language) => [language, text(given[language], `${where}.${language}`)]);
  const only = said[0]![1]!;
  return {
    ...(Object.fromEntries(languages.map((language) => [language, only])) as Words),
    ...Object.fromEntries(said),
  };
};

const seed = whole(0, largestSeed);

/** What may be left out here is always there in a lesson. */
type Given<T, Left extends keyof T> = Omit<T, Left> & Partial<Pick<T, Left>>;

const config = object<Given<LessonConfig, "attention" | "optimizer" | "seed" | "settings">>({
  task: needed(text),
  model: needed(text),
  attention: optional(text),
  optimizer: optional(text),
  seed: optional(seed),
  settings: optional(record(setting)),
});

const share = optional(number(0, 1));
const learned = object<Partial<Record<Measure, number>>>(
  Object.fromEntries(measures.map((measure) => [measure, share])) as Record<Measure, typeof share>,
);

const variant = object<Given<Variant, "config">>({
  name: needed(name),
  title: needed(words),
  config: optional(
    object<Variant["config"]>({
      task: optional(text),
      model: optional(text),
      attention: optional(text),
      optimizer: optional(text),
      seed: optional(seed),
      settings: optional(record(settingOrNone)),
    }),
  ),
  goal: optional(whole(1, 1e9)),
  learned: optional(learned),
});

const dial = object<Dial>({
  setting: needed(oneOf(liveSettings)),
  title: needed(words),
  minimum: needed(positive),
  maximum: needed(positive),
});

const view = object<LessonView>({
  view: needed(oneOf(viewNames)),
  options: optional(record(anyText)),
});

const data = object<OwnData>({
  hint: needed(words),
  accept: needed(anyText),
  binary: optional(yes),
  task: optional(text),
});

type Needless = "name" | "summary" | "goal" | "learned" | "config" | "variants";
type GivenLesson = Given<
  Omit<Lesson, "config" | "variants">,
  Exclude<Needless, "config" | "variants">
> & {
  config: ReturnType<typeof config>;
  variants?: ReturnType<typeof variant>[];
};

const lesson = object<GivenLesson>({
  name: optional(name),
  title: needed(words),
  summary: optional(words),
  topic: optional(oneOf(topics) as Check<Topic>),
  text: optional(words),
  config: needed(config),
  // How few it can be, the rest of the lesson tells.
  goal: optional((value) => value as number),
  seconds: optional(positive),
  still: optional(yes),
  learned: optional(learned),
  variants: optional(list(variant, 0, 24)),
  dials: optional(list(dial, 0, 12)),
  views: needed(list(view, 1, 24)),
  data: optional(data),
  code: optional(list(text, 0, 24)),
  slow: optional(yes),
});

/** A lesson from what somebody gives as one, every part of it distrusted; Unfit if it cannot be one. */
export function ownLesson(given: unknown): Lesson {
  const found = lesson(given, "");
  const { learned = {}, variants = [], goal } = found;
  if (goal !== undefined) whole(found.still ? 0 : 1, 1e9)(goal, "goal");
  if (goal && found.still) throw new Unfit((text) => text.stillWithGoal);
  if (goal === undefined && !found.still) throw new Unfit((text) => text.lacking("goal"));
  const names = variants.map(({ name }) => name);
  const twice = names.find((name, place) => names.indexOf(name) < place);
  if (twice !== undefined) throw new Unfit((text) => text.twice("variants", twice));
  for (const [place, { view, options }] of found.views.entries()) {
    if (view === "score") oneOf(measures)(options?.value, `views[${place}].options.value`);
  }
  checkDials(found.dials ?? [], found.config.settings ?? {});
  return {
    name: "own",
    summary: found.title,
    ...found,
    goal: goal ?? 0,
    learned,
    config: { attention: "dot", optimizer: "sgd", seed: 1, settings: {}, ...found.config },
    variants: variants.map((each) => ({ config: {}, ...each })),
  };
}

/** Each has a setting of its own, and begins where it can be turned to. */
function checkDials(dials: readonly Dial[], settings: LessonConfig["settings"]): void {
  const turned = dials.map(({ setting }) => setting);
  for (const [place, { setting, minimum, maximum }] of dials.entries()) {
    const where = `dials[${place}]`;
    const start = settings[setting];
    if (typeof start !== "number") {
      throw new Unfit((text) => text.lacking(`config.settings.${setting}`));
    }
    if (minimum >= maximum) {
      throw new Unfit((text) => text.notAbove(`${where}.maximum`, `${where}.minimum`));
    }
    if (turned.indexOf(setting) < place) {
      throw new Unfit((text) => text.dialledTwice(setting));
    }
    number(minimum, maximum)(start, `config.settings.${setting}`);
  }
}

/** The same from JSON. */
export function lessonFromJson(json: string): Lesson {
  let given: unknown;
  try {
    given = JSON.parse(json);
  } catch (error) {
    throw new Unfit((text) => text.notJson((error as Error).message));
  }
  return ownLesson(given);
}
