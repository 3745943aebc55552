import { createIsolate } from "../isolate";
import { PushError, type AuthProvider, type PushedModule } from "../types";
import { describeImportError } from "./import-error";
import { parseAuthConfig } from "./rules/auth-providers";

/**
 * The providers of `auth.config.js`. Every environment variable that the file reads must be set. The CLI recognises the
 * error code for a missing one.
 */
export async function analyzeAuthConfig(
  modules: PushedModule[],
  env: (name: string) => string | undefined,
): Promise<AuthProvider[]> {
  const module = modules.find((candidate) => candidate.path === "auth.config.js");
  if (!module) return [];
  const config = await importConfig(modules, (name) => {
    const value = env(name);
    if (value === undefined) throw missingVariable(name);
    return value;
  });
  if (config === undefined || config === null)
    throw new PushError(
      "InvalidAuthConfig",
      "The pushed auth config is invalid: auth config file is missing default export.",
    );
  return parseAuthConfig(JSON.parse(JSON.stringify(config)));
}

async function importConfig(modules: PushedModule[], env: (name: string) => string): Promise<unknown> {
  try {
    return (await createIsolate(modules, { env, phase: "import-only" }).load("auth.config.js")).default;
  } catch (error) {
    if (error instanceof PushError && error.code === "AuthConfigMissingEnvironmentVariable") throw error;
    throw new PushError(
      "InvalidAuthConfig",
      `The pushed auth config is invalid: ${describeImportError(error)}`,
    );
  }
}

function missingVariable(name: string): PushError {
  return new PushError(
    "AuthConfigMissingEnvironmentVariable",
    `Environment variable ${name} is used in auth config file but its value was not set`,
  );
}
