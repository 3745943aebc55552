import { PushError, type AnalyzedModule } from "../../types";

/** Follows `validate_cron_jobs` in crates/application/src/application_function_runner/mod.rs. */
export function checkCronTargets(modules: Record<string, AnalyzedModule>): void {
  for (const { cronSpecs } of Object.values(modules))
    for (const { identifier, spec } of cronSpecs ?? []) checkTarget(modules, identifier, spec.name);
}

function checkTarget(modules: Record<string, AnalyzedModule>, identifier: string, target: string): void {
  const [path = "", name = "default"] = target.split(":");
  const module = modules[`${path.replace(/\.js$/, "")}.js`];
  const found = module?.functions.find((candidate) => candidate.name === name);
  if (!found)
    throw new PushError(
      "InvalidModules",
      `The cron job '${identifier}' schedules a function that does not exist: ${target}.`,
    );
  if (found.udfType === "Query")
    throw new PushError(
      "InvalidModules",
      `The cron job '${identifier}' schedules a query function, only actions and mutations can be scheduled: ${target}.`,
    );
}
