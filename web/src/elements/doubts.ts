import type { Lesson } from "../lessons/lesson.ts";
import { type Language, languages } from "../text/text.ts";
import { tellUnknown } from "./tell-once.ts";

interface Said {
  lesson: Lesson | string;
  variant: string;
  theme: string | null;
  lang: string;
  /** That which it speaks. */
  language: Language;
}

const themes = ["light", "dark"];

/** Tells the page's author of what its attributes say and there is not. */
export class Doubts {
  /** A lesson had it: that another has not is no slip. */
  private knownVariant = "";

  of({ lesson, variant, theme, lang, language }: Said): void {
    if (typeof lesson !== "string") this.ofVariant(lesson, variant);
    if (theme && !themes.includes(theme)) {
      tellUnknown("theme", theme, "that of the page around", themes.join(", "));
    }
    const [primary] = String(lang).toLowerCase().split("-");
    if (primary && !(languages as readonly string[]).includes(primary)) {
      tellUnknown("lang", lang, language, languages.join(", "));
    }
  }

  private ofVariant({ name, variants = [] }: Lesson, variant: string): void {
    const known = variants.map((each) => each.name);
    if (known.includes(variant)) this.knownVariant = variant;
    else if (variant !== "" && variant !== this.knownVariant) {
      const there = known.join(", ") || `no variant of the lesson ${name}`;
      tellUnknown("variant", variant, known[0] ?? "the lesson as it is", there);
    }
  }
}
