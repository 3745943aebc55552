import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const INSTANCE = "latchkey-local";

/** The admin key of this deployment. It is made once, and only the owner of its file can read it. */
export function adminKey(stateDir: string): string {
  const file = path.join(stateDir, "admin-key");
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  mkdirSync(stateDir, { recursive: true });
  const key = `${INSTANCE}|${randomBytes(32).toString("hex")}`;
  writeFileSync(file, `${key}\n`, { mode: 0o600 });
  return key;
}
