/**
 * Stands in for the backend program that the CLI downloads. It accepts the same arguments (localDeployment/run.ts and
 * secrets.ts in the CLI), and runs the local stand-in.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { startChild } from "../../../scripts/run/child";
import { programs } from "../../../scripts/run/programs";

const ROOT = path.resolve(import.meta.dirname, "../../..");

const text = { type: "string" } as const;
const { values, positionals } = parseArgs({
  options: {
    port: text,
    "site-proxy-port": text,
    "sentry-identifier": text,
    "instance-name": text,
    "instance-secret": text,
    "local-storage": text,
    "beacon-tag": text,
    "beacon-fields": text,
    help: { type: "boolean" },
  },
  allowPositionals: true,
});
const adminKey = `${values["instance-name"]}|${values["instance-secret"]}`;

if (positionals[0] === "keygen") console.log(adminKey);
else if (!values.help) {
  const stateDir = path.join(path.dirname(positionals[0] ?? ""), "state");
  if (Number(values["site-proxy-port"]) !== Number(values.port) + 1) throw new Error("Not the next port.");
  mkdirSync(path.join(stateDir, "convex"), { recursive: true });
  writeFileSync(path.join(stateDir, "convex/admin-key"), adminKey);
  const env = { CONVEX_LOCAL_PORT: values.port, LATCHKEY_STATE_DIR: stateDir };
  const child = startChild(programs.localConvex(false), env, ROOT);
  process.once("SIGTERM", () => void child.end("SIGTERM").then(() => process.exit(0)));
}
