import { PushError } from "../../types";
import type { DefinitionJson } from "../definition-json";

/**
 * Checks that all variables are set that `defineApp({ env })` declares without `v.optional`. The CLI reads the names
 * from the message.
 */
export function checkRequiredVariables(app: DefinitionJson, env: (name: string) => string | undefined): void {
  const missing = (app.envVars ?? [])
    .filter(([name, { optional }]) => !optional && env(name) === undefined)
    .map(([name]) => name);
  if (missing.length > 0)
    throw new PushError(
      "MissingEnvironmentVariables",
      `Environment variables that convex.config.ts declares as required are not set: ${missing.join(", ")}. ` +
        "Set them with `npx convex env set`.",
    );
}
