/** What the operator of a deployment sees: its health, the request ids and the doctor's report, but no secret. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { onDeployment } from "../scripts/deployment/cli";
import { newRequestId } from "../lib/request-id";
import { readAdminKey, readProxySecret, addresses, siteUrl } from "./support/stack";
import { rowsOf } from "./support/deployment";
import { linkIn } from "./support/mailbox";
import { expect, test } from "./support/test";
import { Visitor } from "./support/visitor";

test("/api/health says that both sides match, and is never cached", async ({ request }) => {
  const response = await request.get("/api/health");
  expect(response.status()).toBe(200);
  expect(response.headers()).toMatchObject({
    "cache-control": "no-store",
    "content-type": "application/json",
  });
  const text = await response.text();
  expect(JSON.parse(text)).toMatchObject({
    status: "ok",
    problems: [],
    siteUrl,
    convexUrl: addresses.convex,
  });
  expect(text).not.toContain(readProxySecret());
  expect((await request.head("/api/health")).status()).toBe(200);
});

test("one id, never the caller's, connects the answer with Convex's log and audit", async ({
  mailbox,
  address,
}) => {
  const visitor = new Visitor();
  const own = newRequestId();
  const asked = await visitor.ask(address, "/login", { "x-request-id": own });
  const link = linkIn(await mailbox.newest(address));
  await visitor.open(link);
  const { audit } = await rowsOf(address);
  const idOf = (action: string) => audit.find((row) => row.action === action)?.details?.requestId;
  expect(idOf("link.asked")).toBe(asked.headers["x-request-id"]);
  expect(idOf("link.exchanged")).toMatch(/^[\w-]{36}$/);
  expect(new Set([own, idOf("link.asked"), idOf("link.exchanged")]).size).toBe(3);
});

test("the doctor finds no problem, as text and as JSON", async () => {
  const { env } = onDeployment({ url: addresses.convex, adminKey: readAdminKey() }, [], {
    ...process.env,
    NO_COLOR: "1",
  });
  const doctor = (...args: string[]) =>
    promisify(execFile)(process.execPath, ["--import", "tsx", "scripts/doctor.ts", ...args], {
      env: env as NodeJS.ProcessEnv,
    });
  const { stdout } = await doctor("--json");
  const { ok, checks } = JSON.parse(stdout) as { ok: boolean; checks: { id: string; status: string }[] };
  expect(ok).toBe(true);
  expect(checks.filter(({ status }) => status === "skipped").map(({ id }) => id)).toEqual([
    "spf",
    "dkim",
    "dmarc",
  ]);
  expect(stdout).not.toContain(readProxySecret());
  expect((await doctor()).stdout).toMatch(/^Deployment: http[^]*\npass +Variables on Convex[^]*0 failed/);
});
