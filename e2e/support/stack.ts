import { readFileSync } from "node:fs";
import path from "node:path";
import { addressesOf } from "../../scripts/run/environment";
import { TEST_PORTS } from "../../scripts/test/ports";
import { readPorts } from "../../scripts/run/ports";

/**
 * The addresses of the parts under test: those that playwright.config.ts starts or, with BASE_URL, an `npm run preview`
 * that is already running. If its ports differ from the defaults, the tests need the same variables.
 */
const isRunning = process.env.BASE_URL !== undefined;
const ports = isRunning ? readPorts(process.env) : { ...TEST_PORTS, ...given() };

const stateDir = path.resolve(process.env.LATCHKEY_STATE_DIR ?? (isRunning ? ".latchkey" : ".latchkey/test"));
export const distDir = process.env.NEXT_DIST_DIR ?? (isRunning ? ".next" : ".next-test");
export const addresses = { ...addressesOf(ports), ...(isRunning ? { app: process.env.BASE_URL! } : {}) };
export const siteUrl = addresses.app;

/** Made at the deployment's first start, so it does not exist yet when this file is loaded. */
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
