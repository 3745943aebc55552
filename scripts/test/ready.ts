import { setTimeout as sleep } from "node:timers/promises";
import type { Child } from "../run/child";

/**
 * Whether the program prints something that matches `said` within `withinMs`. False if the program ends before that.
 */
export const becomesReady = (program: Child, said: RegExp, withinMs: number): Promise<boolean> =>
  Promise.race([
    program.said(said).then(() => true),
    program.exited.then(() => false),
    sleep(withinMs, false, { ref: false }),
  ]);
