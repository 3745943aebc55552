import type { CronSpec } from "../types";
import { invalidModules } from "./import-error";
import { checkCronSpec } from "./rules/cron-schedules";

/** The jobs of `convex/crons.js`, by identifier. */
export function analyzeCrons(exports: Record<string, unknown>): CronSpec[] {
  if (!("default" in exports))
    throw invalidModules("`convex/crons.js` must have a default export of a Crons object.");
  const crons = exports.default as { isCrons?: unknown; export?: unknown } | null;
  if (crons?.isCrons !== true)
    throw invalidModules("The default export of `convex/crons.js` is not a Crons object.");
  if (typeof crons.export !== "function")
    throw invalidModules("`export` of the Crons object is not a function.");
  const jobs = JSON.parse(crons.export.call(crons) as string) as Record<string, CronSpec["spec"]>;
  const specs = Object.entries(jobs).map(([identifier, spec]) => ({ identifier, spec }));
  specs.forEach(checkCronSpec);
  return specs.sort((a, b) => (a.identifier < b.identifier ? -1 : 1));
}
