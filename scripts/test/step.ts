import type { Tally } from "./tally";
import type { Output } from "./tools";

/** One part of `npm test`. `run` returns how many checks passed and failed. If `run` throws, one check has failed. */
export interface Step {
  name: string;
  /** The step uses every core, so it runs alone, after the steps that run in parallel, and prints as it goes. */
  isAlone?: true;
  run: (output: Output) => Promise<Tally>;
}
