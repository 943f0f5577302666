import type { Lesson } from "../lessons/lesson.ts";
import type { Look } from "./look.ts";
import { ViewSet, type ViewSetHost } from "./view-set.ts";

export interface WallHost extends ViewSetHost {
  hung(): void;
  failed(lesson: Lesson, error: unknown): void;
}

/** Where the pictures of a lesson hang, once their code has come. */
export class Wall {
  views: ViewSet | undefined;
  /** The lesson whose pictures are on their way. */
  private hanging: Lesson | undefined;
  /** What is to be looked at as soon as there are pictures of that lesson. */
  private wish: { lesson: Lesson | string; look: Look } | undefined;

  constructor(private readonly host: WallHost) {}

  get needs(): string[] {
    return this.views?.needs ?? [];
  }

  get look(): Look | undefined {
    return this.views?.look;
  }

  lookAt(lesson: Lesson | string, look: Look): void {
    if (this.views?.lesson === lesson) this.views.look = look;
    else this.wish = { lesson, look };
  }

  /** Engine and pictures come at the same time: what comes first does not wait for the other. */
  async hang(lesson: Lesson): Promise<void> {
    this.hanging = lesson;
    try {
      const views = await ViewSet.load(lesson, this.host, () => this.hanging === lesson);
      if (!views) return;
      this.hanging = undefined;
      this.views = views;
      if (this.wish?.lesson === lesson) views.look = this.wish.look;
      this.wish = undefined;
      this.host.hung();
    } catch (error) {
      if (this.hanging !== lesson) return;
      this.hanging = undefined;
      this.host.failed(lesson, error);
    }
  }

  takeDown(): void {
    this.hanging = undefined;
    this.views?.disconnect();
    this.views = undefined;
  }
}
