// What `import "softlook"` gives; apart from element.d.ts, since in the tree the tag is declared already.
import type { SoftLook } from "./element.js";

export * from "./element.js";

declare global {
  interface HTMLElementTagNameMap {
    "soft-look": SoftLook;
  }
}
