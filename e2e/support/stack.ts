import { readFileSync } from "node:fs";
import path from "node:path";
import { addressesOf } from "../../scripts/run/environment";
import { TEST_PORTS } from "../../scripts/test/ports";
import { readPorts } from "../../scripts/run/ports";

/**
 * Where the parts of what is under test are: what playwright.config.ts starts, or, with BASE_URL, an
 * `npm run preview` that is up already, whose variables have to be given to the tests too where they are not the usual.
 */
const isRunning = process.env.BASE_URL !== undefined;
const ports = isRunning ? readPorts(process.env) : { ...TEST_PORTS, ...given() };

const stateDir = path.resolve(process.env.LATCHKEY_STATE_DIR ?? (isRunning ? ".latchkey" : ".latchkey/test"));
export const distDir = process.env.NEXT_DIST_DIR ?? (isRunning ? ".next" : ".next-test");
export const addresses = { ...addressesOf(ports), ...(isRunning ? { app: process.env.BASE_URL! } : {}) };
export const siteUrl = addresses.app;

/** Made when the deployment first starts, and so not there yet when this file is read. */
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
