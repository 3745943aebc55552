import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DEVELOPMENT_MARK } from "../../lib/environment/production";

/**
 * The secrets of the local stack. They are made at the first start and kept in the state folder, which git ignores.
 * Each contains DEVELOPMENT_MARK, so that production refuses it.
 */
export interface Secrets {
  betterAuth: string;
  internalProxy: string;
  resendApiKey: string;
  /** In Resend's format: `whsec_` and base64. */
  resendWebhook: string;
}

function newSecrets(): Secrets {
  return {
    betterAuth: DEVELOPMENT_MARK + randomBytes(32).toString("base64url"),
    internalProxy: DEVELOPMENT_MARK + randomBytes(32).toString("base64url"),
    resendApiKey: `re_${DEVELOPMENT_MARK}${randomBytes(12).toString("hex")}`,
    resendWebhook: `whsec_${Buffer.concat([Buffer.from(DEVELOPMENT_MARK), randomBytes(24)]).toString("base64")}`,
  };
}

/**
 * Returns the stored secrets, and makes those that are missing. Stored secrets stay, so sessions survive an update that
 * adds a secret.
 */
export function keepSecrets(stateDir: string): Secrets {
  const file = path.join(stateDir, "secrets.json");
  const secrets = { ...newSecrets(), ...readKept(file) };
  mkdirSync(stateDir, { recursive: true });
  writeFileSync(file, JSON.stringify(secrets, null, 2) + "\n", { mode: 0o600 });
  return secrets;
}

function readKept(file: string): Partial<Secrets> {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Partial<Secrets>;
  } catch {
    return {};
  }
}
