import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { SoftLookEvents } from "../elements/events.ts";
import type { SoftLook } from "../elements/soft-look.ts";
import { sameOthers } from "../lessons/lanes.ts";
import { lessons } from "../lessons/registry.ts";
import { type Changes, sameChanges } from "../lessons/variants.ts";
import { Arrival } from "./arrival.ts";
import { type Link, readLink, writeLink } from "./link.ts";

interface Page extends ReactiveControllerHost {
  /** What the address asks for; another object whenever that changes. */
  route: Link;
  /** The element that runs it, where the page shows one. */
  readonly element: SoftLook | null;
}

/** The page's address: what it asks for is replayed, and it keeps up with what somebody chooses. */
export class Address implements ReactiveController {
  readonly arrival: Arrival;
  /** The engine has begun a run of it. */
  private isTaken = false;
  /** The address as it was read or written last. */
  private known = "";
  /** That of which the element has heard. */
  private heard: Link | undefined;

  constructor(private readonly page: Page) {
    this.arrival = new Arrival(() => page.requestUpdate());
    page.addController(this);
  }

  read(): Link {
    const { link, fault } = readLink(location.hash, lessons);
    this.known = location.hash;
    this.isTaken = false;
    this.arrival.say(fault && { kind: "fault", fault });
    return link;
  }

  hostUpdated(): void {
    const { route, element } = this.page;
    if (!element || route === this.heard) return;
    const { look, sample, arrival } = route;
    if (look && look !== this.heard?.look) element.lookAt(look);
    if (sample !== undefined && route.sample !== this.heard?.sample) element.show(sample);
    if (arrival && arrival !== this.heard?.arrival) void this.arrival.replay(element, arrival);
    this.heard = route;
  }

  readonly keepVariant = ({ detail }: SoftLookEvents["variant"]): void => {
    const { changes, compare } = this.page.element!;
    this.settle({ variant: detail.variant, changes, compare });
  };

  readonly keepRun = ({ detail: { lesson, seed } }: SoftLookEvents["ready"]): void => {
    if (lesson !== this.page.route.lesson.name || !this.page.element) return;
    this.isTaken = true;
    const { changes, compare } = this.page.element;
    this.settle({ changes, compare, seed });
  };

  readonly keepChanges = ({ detail }: CustomEvent<{ changes: Changes }>): void => {
    this.settle({ changes: detail.changes });
  };

  readonly keepCompare = ({ detail }: SoftLookEvents["compare"]): void => {
    this.settle({ compare: detail.compare });
  };

  /** Settings that the engine does not take are given up, where a link brought them. */
  readonly giveWay = ({ detail }: SoftLookEvents["error"]): void => {
    if (detail.kind === "look") this.arrival.say({ kind: "nowhere", sentence: detail.message });
    const { lesson, variant, changes } = this.page.route;
    if (detail.kind !== "refused" || this.isTaken || Object.keys(changes).length === 0) return;
    this.page.route = { lesson, variant, changes: {} };
    this.arrival.say({ kind: "refused", sentence: detail.message });
  };

  /** Without a step in the history. The step that a link leads to stays until there is another run. */
  private settle(run: Partial<Pick<Link, "variant" | "changes" | "seed" | "compare">>): void {
    // Somebody has just gone elsewhere, of which the page is about to hear: that address is not to be lost.
    if (location.hash !== this.known) return;
    const before = this.page.route;
    const { lesson } = before;
    const own = lesson.config.seed;
    const { variant, changes, seed = own, compare = [] } = { ...before, ...run };
    const isSame = variant === before.variant && seed === (before.seed ?? own);
    const isAlone = sameOthers(compare, before.compare ?? []);
    if (isSame && isAlone && sameChanges(changes, before.changes)) return;
    this.page.route = {
      lesson,
      variant,
      changes,
      ...(seed !== own && { seed }),
      ...(compare.length > 0 && { compare }),
    };
    this.arrival.say(undefined);
    history.replaceState(null, "", writeLink(this.page.route));
    this.known = location.hash;
  }
}
