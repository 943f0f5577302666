import type { ReactiveController, ReactiveControllerHost } from "lit";
import { chooseLanguage, type Language } from "../text/text.ts";

/**
 * The language an element speaks: of its own, those around it and the browser's, the first that is
 * spoken here.
 */
export class SpokenLanguage implements ReactiveController {
  private readonly observer = new MutationObserver(() => this.host.requestUpdate());

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
  }

  get current(): Language {
    return chooseLanguage([...languagesAround(this.host), ...navigator.languages]);
  }

  hostConnected(): void {
    this.observer.observe(document.documentElement, { attributeFilter: ["lang"] });
    // It may have come to a place where another language is spoken.
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    this.observer.disconnect();
  }
}

/** The nearest first, out of shadow roots too. */
function* languagesAround(element: HTMLElement): Generator<string> {
  for (let node: Node | null = element; node; node = around(node)) {
    if (node instanceof HTMLElement) yield String(node.lang);
  }
}

const around = (node: Node) => (node instanceof ShadowRoot ? node.host : node.parentNode);
