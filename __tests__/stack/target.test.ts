/**
 * Which deployment `npm run setup` and `npm run doctor` use after `npm run dev` has pointed .env.local at this machine.
 * The CLI is unmodified and gets the deployment from a simulated cloud.
 */
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { listVariables } from "@/scripts/deployment/convex-cli";
import { type SelectionValues } from "@/scripts/deployment/flag";
import { selectionOf } from "@/scripts/deployment/selection";
import { ConvexCloud } from "./convex-cloud";
import { runOps, StandIn } from "./stand-in";

// Each test runs the CLI several times. One run takes a second, and longer on a busy machine.
jest.setTimeout(120_000);

const ANSWERS = {
  SITE_URL: "https://latchkey.example",
  RESEND_API_KEY: "re_123456789",
  MAIL_FROM: "Latchkey <hello@mail.latchkey.example>",
  ADMIN_EMAILS: "ada@example.com",
};

const PROD_KEY = "prod:happy-otter-123|key";

let elsewhere: StandIn;
let here: StandIn;
let cloud: ConvexCloud;
let folder: string;
beforeAll(async () => {
  // A deploy key also works as the admin key of its deployment, so this stand-in gets it as its admin key.
  [elsewhere, here] = [await StandIn.start(PROD_KEY), await StandIn.start()];
  cloud = await ConvexCloud.start({ url: elsewhere.url, adminKey: elsewhere.adminKey });
});
afterAll(() => Promise.all([elsewhere.stop(), here.stop(), cloud.stop()]));
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "latchkey-target-"));
  for (const shared of ["node_modules", "package.json", "tsconfig.json"])
    symlinkSync(path.resolve(shared), path.join(folder, shared));
  write(".env.local", STAND_IN());
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  cloud.asked.length = 0;
  for (const standIn of [elsewhere, here]) await standIn.unsetAll();
});

function write(file: string, lines: Record<string, string>, aside: Record<string, string> = {}): void {
  const text = [
    ...Object.entries(lines).map(([name, value]) => `${name}=${value}\n`),
    ...Object.entries(aside).map(([name, value]) => `# set aside: ${name}=${value}\n`),
  ];
  writeFileSync(path.join(folder, file), text.join(""));
}

const STAND_IN = (standIn = here) => ({
  CONVEX_SELF_HOSTED_URL: standIn.url,
  CONVEX_SELF_HOSTED_ADMIN_KEY: standIn.adminKey,
});

/** The environment of a person who is logged in to Convex. */
const LOGGED_IN = () => ({
  HOME: folder,
  CONVEX_PROVISION_HOST: cloud.url,
  CONVEX_OVERRIDE_ACCESS_TOKEN: "somebody",
});

/** Runs a script in a folder in which `npm run dev` has run. */
const run = (program: string, args: string[], env: Record<string, string> = {}) =>
  runOps(program, args, { ...LOGGED_IN(), ...env }, folder);

describe("the CLI uses the selected deployment", () => {
  const home = process.cwd();
  beforeEach(async () => {
    process.chdir(folder);
    Object.assign(process.env, LOGGED_IN());
    await elsewhere.set({ WHERE: "elsewhere" });
  });
  afterEach(() => process.chdir(home));

  it.each<[SelectionValues, Record<string, string>, string]>([
    [{ prod: true }, {}, "prod beside cool-cat-1"],
    [{ deployment: "happy-otter-123" }, {}, "happy-otter-123"],
    [{ deployment: "team:project:prod" }, {}, "prod of the project"],
    [{ "preview-name": "blue/door" }, {}, "preview blue/door"],
    [{ prod: true }, { CONVEX_DEPLOY_KEY: PROD_KEY }, "key prod:happy-otter-123"],
    [{}, { CONVEX_DEPLOYMENT_TOKEN: PROD_KEY }, "key prod:happy-otter-123"],
    [{ "env-file": "production.env" }, {}, "key prod:happy-otter-123"],
  ])("%j %j", async (values, shell, asked) => {
    write(".env.local", STAND_IN(), { CONVEX_DEPLOYMENT: "dev:cool-cat-1" });
    write("production.env", { CONVEX_DEPLOY_KEY: PROD_KEY });
    const selection = selectionOf(values, shell);
    expect(await listVariables(selection)).toEqual({ WHERE: "elsewhere" });
    expect(cloud.asked).toEqual([asked]);
  });
});

describe("setup uses the selected deployment, and names it first", () => {
  it.each<[string, string[], () => Record<string, string>, () => string]>([
    ["a flag", ["--prod"], () => ({}), () => elsewhere.url],
    ["a deploy key", [], () => ({ CONVEX_DEPLOY_KEY: PROD_KEY }), () => "happy-otter-123 (production)"],
    ["an address and a key", [], () => STAND_IN(elsewhere), () => elsewhere.url],
  ])("by %s", async (_, args, env, name) => {
    write(".env.local", STAND_IN(), { CONVEX_DEPLOYMENT: "dev:cool-cat-1" });
    const { exitCode, stdout, stderr } = await run("setup", ["--yes", ...args], { ...ANSWERS, ...env() });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(await elsewhere.variables()).toMatchObject(ANSWERS);
    expect(await here.variables()).toEqual({});
    expect(readFileSync(path.join(folder, ".env.production.local"), "utf8")).toContain(ANSWERS.SITE_URL);
    const named = `Deployment: ${name()}, chosen by`;
    expect(stdout).toContain(named);
    expect(stdout.indexOf(named)).toBeLessThan(stdout.indexOf("Set on Convex"));
  });
});

describe("setup without a selected deployment", () => {
  const OURS = {
    INTERNAL_PROXY_SECRET: `local_${"p".repeat(43)}`,
    BETTER_AUTH_SECRET: `local_${"b".repeat(43)}`,
    RESEND_API_KEY: "re_local_123",
    RESEND_WEBHOOK_SECRET: `whsec_${btoa("local_webhook")}`,
    MAIL_FROM: "Latchkey <hello@example.com>",
    ADMIN_EMAILS: "admin@example.com",
    SITE_URL: "http://localhost:3000",
  };

  it("names the local deployment, and does not suggest its secrets for Vercel", async () => {
    await here.set(OURS);
    const { exitCode, stdout } = await run("setup", ["--yes"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`Deployment: ${here.url}, chosen by CONVEX_SELF_HOSTED_URL in .env.local`);
    expect(stdout).toContain("works only on this machine");
    expect(stdout).not.toContain("Vercel");
  });

  it("does not set up the local deployment for a site on the internet", async () => {
    await here.set(OURS);
    const { exitCode, stderr } = await run("setup", ["--yes"], ANSWERS);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/latchkey\.example, but .* only serves this machine\. Nothing was changed/);
    expect(await here.variables()).toEqual(OURS);
  });

  it("replaces secrets that `npm run dev` made if another deployment has them", async () => {
    await elsewhere.set(OURS);
    const { exitCode } = await run("setup", ["--yes"], { ...ANSWERS, CONVEX_DEPLOY_KEY: PROD_KEY });
    expect(exitCode).toBe(0);
    expect(JSON.stringify(await elsewhere.variables())).not.toMatch(/local_/);
    expect(await elsewhere.variables()).not.toHaveProperty("RESEND_WEBHOOK_SECRET");
  });

  it("asks for a real key if the deployment has the key of `npm run dev`", async () => {
    await elsewhere.set(OURS);
    const { RESEND_API_KEY: _key, ...others } = ANSWERS;
    const { exitCode, stderr } = await run("setup", ["--yes"], { ...others, CONVEX_DEPLOY_KEY: PROD_KEY });
    expect([exitCode, stderr]).toEqual([
      1,
      expect.stringContaining("RESEND_API_KEY: This answer is required."),
    ]);
  });
});

describe("the doctor", () => {
  it("names the deployment first, and suggests commands that act on it", async () => {
    write(".env.local", STAND_IN(), { CONVEX_DEPLOYMENT: "dev:cool-cat-1" });
    const { stdout } = await run("doctor", ["--prod"]);
    expect(stdout.split("\n")[0]).toBe(`Deployment: ${elsewhere.url}, chosen by --prod`);
    expect(stdout).toContain(
      "CONVEX_SELF_HOSTED_URL= CONVEX_SELF_HOSTED_ADMIN_KEY= CONVEX_DEPLOYMENT=dev:cool-cat-1 npx convex env set --prod",
    );
  });

  it("names the deployment in JSON too", async () => {
    const { stdout } = await run("doctor", ["--json"], { CONVEX_DEPLOY_KEY: PROD_KEY });
    expect(JSON.parse(stdout)).toMatchObject({ deployment: "happy-otter-123 (production)" });
  });
});
