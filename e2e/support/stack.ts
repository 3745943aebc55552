import { readFileSync } from "node:fs";
import path from "node:path";
import { addressesOf } from "../../scripts/run/environment";
import { TEST_PORTS } from "../../scripts/test/ports";
import { readPorts } from "../../scripts/run/ports";

/**
 * The tests use the servers that playwright.config.ts starts or, if BASE_URL is set, an `npm run preview` that is
 * already running. If that preview does not use the default ports, set the same port variables for the tests.
 */
const isRunning = process.env.BASE_URL !== undefined;
const ports = isRunning ? readPorts(process.env) : { ...TEST_PORTS, ...given() };

const stateDir = path.resolve(process.env.LATCHKEY_STATE_DIR ?? (isRunning ? ".latchkey" : ".latchkey/test"));
export const distDir = process.env.NEXT_DIST_DIR ?? (isRunning ? ".next" : ".next-test");
export const addresses = { ...addressesOf(ports), ...(isRunning ? { app: process.env.BASE_URL! } : {}) };
export const siteUrl = addresses.app;

/** Reads the key on each call, because the deployment creates it only at its first start, after this file is loaded. */
export const readAdminKey = (): string =>
  readFileSync(path.join(stateDir, "convex", "admin-key"), "utf8").trim();

export function readProxySecret(): string {
  const secrets = JSON.parse(readFileSync(path.join(stateDir, "secrets.json"), "utf8")) as {
    internalProxy: string;
  };
  return secrets.internalProxy;
}

function given() {
  const usual = {
    PORT: String(TEST_PORTS.app),
    CONVEX_LOCAL_PORT: String(TEST_PORTS.convex),
    MAILBOX_PORT: String(TEST_PORTS.mailbox),
  };
  return readPorts({ ...usual, ...process.env });
}
