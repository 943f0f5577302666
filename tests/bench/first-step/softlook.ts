import { transformer } from "../parties/softlook.ts";
import { firstStep } from "./run.ts";

firstStep(transformer);
