import { PushError } from "../../types";

/** Codes: crates/common/src/types/environment_variables.rs. Limits: docs.convex.dev/production/environment-variables. */
const LIMITS = { variables: 512, nameLength: 256, valueBytes: 8 * 1024 };
const BUILT_IN = new Set(["CONVEX_CLOUD_URL", "CONVEX_SITE_URL"]);

export interface EnvironmentChange {
  name: string;
  value: string | null;
}

/**
 * Refuses the whole list of changes if one of them, or their sum, breaks a rule. `existing` contains the names that are
 * set now.
 */
export function checkEnvironmentChanges(existing: Iterable<string>, changes: EnvironmentChange[]): void {
  const names = new Set(existing);
  for (const { name, value } of changes) {
    checkName(name);
    if (value === null) names.delete(name);
    else {
      checkValue(name, value);
      names.add(name);
    }
  }
  if (names.size > LIMITS.variables)
    throw new PushError(
      "EnvVarLimitMet",
      `The environment variable limit (${LIMITS.variables}) has been met. Remove some with \`npx convex env remove\`.`,
    );
}

function checkName(name: string): void {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
    throw new PushError(
      "EnvironmentVariableNameInvalid",
      `The environment variable name ${name} is invalid. Begin with a letter and use only a-z, A-Z, 0-9 and underscores.`,
    );
  if (name.length > LIMITS.nameLength)
    throw new PushError(
      "EnvironmentVariableNameTooLong",
      `The environment variable name ${name} is too long. Use at most ${LIMITS.nameLength} characters.`,
    );
  if (BUILT_IN.has(name))
    throw new PushError(
      "EnvVarNameForbidden",
      `Environment variable with name "${name}" is built-in and cannot be overridden.`,
    );
}

function checkValue(name: string, value: string): void {
  const bytes = Buffer.byteLength(value);
  if (bytes > LIMITS.valueBytes)
    throw new PushError(
      "EnvironmentVariableValueTooLarge",
      `The value of ${name} is ${bytes} bytes, which is too large. Keep it to ${LIMITS.valueBytes} bytes.`,
    );
}
