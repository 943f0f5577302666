import type { FigureMaker } from "./seen.ts";

/** They come together, when somebody saves something. */
const files = import.meta.glob<FigureMaker>("./views/*.ts", { eager: true, import: "default" });

/** Of the view of that name; not every one has a figure. */
export const figureMakerOf = (view: string): FigureMaker | undefined => files[`./views/${view}.ts`];
