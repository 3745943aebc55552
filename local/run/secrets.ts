import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The secrets of this one machine: made at the first start, kept in the state folder that git ignores. */
export interface Secrets {
  betterAuth: string;
  internalProxy: string;
  resendApiKey: string;
  /** In the form that Resend hands out: `whsec_` and base64. */
  resendWebhook: string;
}

function newSecrets(): Secrets {
  return {
    betterAuth: randomBytes(32).toString("base64url"),
    internalProxy: randomBytes(32).toString("base64url"),
    resendApiKey: `re_local_${randomBytes(12).toString("hex")}`,
    resendWebhook: `whsec_${randomBytes(24).toString("base64")}`,
  };
}

/** Secrets that an older version did not know are added, and the others stay: sessions survive an update. */
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
