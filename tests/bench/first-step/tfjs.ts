import { transformer } from "../parties/tfjs.ts";
import { firstStep } from "./run.ts";

firstStep(transformer);
