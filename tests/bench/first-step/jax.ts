import { transformer } from "../parties/jax.ts";
import { firstStep } from "./run.ts";

firstStep(transformer);
