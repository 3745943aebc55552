/**
 * How `npm run verify:convex -- --anonymous` starts Convex's own backend. The CLI is unmodified, but the backend in its
 * folder of downloads is the stand-in.
 */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import type { Inspection } from "../../convex/health";
import { listVariables, runFunction } from "../../scripts/deployment/convex-cli";
import { wantedVariables } from "../../scripts/verify-convex/prepare";
import { runOps } from "./stand-in";
import { startRealBackend } from "../../scripts/verify-convex/real-backend";

jest.setTimeout(300_000);

const VERSION = "precompiled-2026-11-01-abcdef0";
const HERE = path.resolve("__tests__/stack/downloaded");
const PORTS = { app: 4000, convex: 4210, convexSite: 4211, mailbox: 4025 };
const SECRETS = {
  betterAuth: "only for a test on this machine, never for people",
  internalProxy: "only for a test on this machine, as well",
  resendApiKey: "re_test",
  resendWebhook: "whsec_dGhlIHNlY3JldCB0aGF0IHNpZ25zIHdlYmhvb2tz",
};

const shell = { ...process.env };
let home: string;

beforeEach(() => {
  home = mkdtempSync(path.join(os.tmpdir(), "latchkey-downloaded-"));
  const preload = pathToFileURL(path.join(HERE, "cli-preload.mjs")).href;
  // The shell also contains a deploy key for a different deployment, which must not be used.
  Object.assign(process.env, {
    HOME: home,
    NODE_OPTIONS: `--import=${preload}`,
    DOWNLOADED_VERSION: VERSION,
  });
  process.env.CONVEX_DEPLOY_KEY = "prod:happy-otter-123|secret";
});

afterEach(() => {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, shell);
  rmSync(home, { recursive: true, force: true });
});

test("the real backend runs this code with its variables until it is stopped", async () => {
  haveDownloaded();
  const before = dotEnvLocal();
  const backend = await startRealBackend(path.join(home, "project"), wantedVariables(PORTS, SECRETS));
  const { CONVEX_SELF_HOSTED_URL: url = "", CONVEX_DEPLOY_KEY: key } = backend.selection.env;

  expect(key).toBe("");
  expect(backend).toMatchObject({ version: VERSION, selection: { isHere: true, chosenBy: "--anonymous" } });
  expect(await listVariables(backend.selection)).toMatchObject({
    SITE_URL: "http://localhost:4000",
    RESEND_BASE_URL: "http://127.0.0.1:4025",
    RATE_LIMIT_SCALE: "100",
  });
  const inspection = await runFunction<Inspection>(backend.selection, "health:inspect");
  expect(inspection).toMatchObject({ convexUrl: url, problems: [] });
  expect(dotEnvLocal()).toBe(before);

  await backend.stop();
  await untilGone(url);
});

test("if the backend cannot be downloaded, the CLI's error is shown", async () => {
  process.env.DOWNLOADED_VERSION = "";
  const starting = startRealBackend(path.join(home, "project"), {});
  await expect(starting).rejects.toThrow(/convex init.*ended with 1[^]*missing version field/);
});

test("production is refused before any request is made", async () => {
  const key = { CONVEX_DEPLOY_KEY: "prod:happy-otter-123|secret" };
  const { exitCode, stdout, stderr } = await runOps("verify-convex", [], key);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toMatch(/^happy-otter-123 \(production\) is production\. .*\n$/);
});

/** Writes a downloaded backend and dashboard where the CLI stores them (localDeployment/filePaths.ts in the CLI). */
function haveDownloaded(): void {
  const cache = path.join(home, ".cache/convex");
  const folder = path.join(cache, "binaries", VERSION);
  const file = path.join(folder, "convex-local-backend");
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const command = [
    process.execPath,
    "--experimental-vm-modules",
    "--import",
    tsx,
    path.join(HERE, "backend.ts"),
  ];
  for (const made of [folder, path.join(cache, "dashboard/out")]) mkdirSync(made, { recursive: true });
  writeFileSync(path.join(cache, "dashboard/config.json"), JSON.stringify({ version: VERSION }));
  writeFileSync(file, `#!/bin/sh\nexec ${command.map((word) => `'${word}'`).join(" ")} "$@"\n`);
  chmodSync(file, 0o755);
}

const dotEnvLocal = () => (existsSync(".env.local") ? readFileSync(".env.local", "utf8") : null);

/** Polls until the server no longer answers. There is no deadline here, because jest's own timeout ends the test. */
async function untilGone(url: string): Promise<void> {
  for (;;) {
    const answer = await fetch(`${url}/version`).catch(() => null);
    if (answer === null) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
