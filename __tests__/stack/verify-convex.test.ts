/**
 * All steps of `npm run verify:convex` on a small scale, on the stand-in: real processes, real HTTP, the unmodified
 * CLI. Durations are not checked here.
 */
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { type BareStack, startBareStack } from "../../scripts/run/bare-stack";
import type { Ports } from "../../scripts/run/ports";
import { selectionOf } from "../../scripts/deployment/selection";
import { prepare } from "../../scripts/verify-convex/prepare";
import { merged, PROMISES } from "../../scripts/verify-convex/promises";
import { reportOf } from "../../scripts/verify-convex/report";
import { QUICK } from "../../scripts/verify-convex/sizes";
import { verify } from "../../scripts/verify-convex/verify";
import { freePortPair } from "../support/free-ports";

jest.setTimeout(300_000);

const SECRETS = {
  betterAuth: "only for a test on this machine, never for people",
  internalProxy: "only for a test on this machine, as well",
  resendApiKey: "re_test",
  resendWebhook: "whsec_dGhlIHNlY3JldCB0aGF0IHNpZ25zIHdlYmhvb2tz",
};
/** Timing can be checked only on an idle machine, so this promise may also be reported as not met. */
const TIMED = "overtakes";

let stateDir: string;
let ports: Ports;
let stack: BareStack;

beforeAll(async () => {
  stateDir = mkdtempSync(path.join(os.tmpdir(), "latchkey-verify-"));
  const [app, convex, mailbox] = [await freePortPair(), await freePortPair(), await freePortPair()];
  ports = { app, convex, convexSite: convex + 1, mailbox };
  stack = await startBareStack({
    ...{ ports, stateDir, secrets: SECRETS },
    rateLimitScale: "1000",
    environment: { RESEND_REQUESTS_PER_SECOND: "50" },
    mailbox: {},
  });
});

afterAll(async () => {
  await stack.stop();
  rmSync(stateDir, { recursive: true, force: true });
});

test("every promise is tested and kept, and the report describes each", async () => {
  const { url, adminKey } = stack.deployment;
  const selection = selectionOf({}, { CONVEX_SELF_HOSTED_URL: url, CONVEX_SELF_HOSTED_ADMIN_KEY: adminKey });
  const { world, stop, ...about } = await prepare(selection, { ports, secrets: SECRETS, sizes: QUICK });
  const steps: string[] = [];
  const found = await verify(world, (line) => void steps.push(line));
  await stop();

  const verdicts = merged(found.verdicts);
  expect(verdicts.map(({ promise }) => promise)).toEqual(Object.keys(PROMISES));
  expect(verdicts.filter(({ status, promise }) => status !== "kept" && promise !== TIMED)).toEqual([]);
  expect(verdicts.find(({ promise }) => promise === TIMED)).toMatchObject({
    status: expect.stringMatching(/^(?:kept|not met)$/),
  });
  expect(about).toMatchObject({ isStandIn: true, variablesSet: [] });
  expect(found.crowds.map(({ users, sessions }) => [users, sessions])).toEqual([
    [3, 3],
    [6, 6],
  ]);
  const calls = (name: string) => found.log.functions.get(name)?.calls ?? 0;
  // The stand-in logs a try that conflicted as a separate call, so there may be more calls.
  expect(calls("loginLinks:exchange")).toBeGreaterThanOrEqual(1 + 3 + 6 + QUICK.clicks + 1);
  expect(calls("loginLinks:peek")).toBe(3 + 6);
  expect(Math.max(...(found.log.functions.get("loginLinks:exchange")?.tookMs ?? []))).toBeGreaterThan(0);

  const own = { version: null, machine: "a test", date: "today", deployment: url };
  const report = reportOf({ ...about, ...own }, found);
  expect(report).toContain("This is the project's own stand-in, not Convex.");
  expect(report).toMatch(/\| POST \/resend\/webhook \| \d+ \|/);
});
