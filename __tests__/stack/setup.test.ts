/** `npm run setup` and the step before a build, on a real local deployment, through the unmodified Convex CLI. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { StandIn } from "./stand-in";

// Each test runs the CLI two or three times. One run takes a second, and longer on a busy machine.
jest.setTimeout(120_000);

const ANSWERS = {
  SITE_URL: "https://latchkey.example",
  RESEND_API_KEY: "re_123456789",
  MAIL_FROM: "Latchkey <hello@mail.latchkey.example>",
  ADMIN_EMAILS: "ada@example.com",
};

let convex: StandIn;
let file: string;
beforeAll(async () => {
  convex = await StandIn.start();
});
afterAll(() => convex.stop());
beforeEach(async () => {
  await convex.unsetAll();
  file = path.join(convex.folder, `${Math.random()}.env`);
});

const setup = (args: string[] = [], env: Record<string, string> = ANSWERS) =>
  convex.run("setup", ["--yes", "--file", file, ...args], env);

describe("setup", () => {
  it("sets the variables of both sides, and makes the secrets", async () => {
    expect(await setup()).toMatchObject({ exitCode: 0 });
    const { BETTER_AUTH_SECRET, INTERNAL_PROXY_SECRET, ...rest } = await convex.variables();
    expect(rest).toEqual({ ...ANSWERS, SIGN_UP: "open" });
    expect(BETTER_AUTH_SECRET).toMatch(/^[\w-]{43}$/);
    expect(INTERNAL_PROXY_SECRET).toMatch(/^[\w-]{43}$/);
    expect(INTERNAL_PROXY_SECRET).not.toBe(BETTER_AUTH_SECRET);
    expect(readFileSync(file, "utf8")).toBe(
      `SITE_URL=https://latchkey.example\nINTERNAL_PROXY_SECRET=${INTERNAL_PROXY_SECRET}\n`,
    );
  });

  it("changes nothing when it is run again, and says so", async () => {
    await setup();
    const [variables, text] = [await convex.variables(), readFileSync(file, "utf8")];
    const { stdout } = await setup([], {});
    expect([await convex.variables(), readFileSync(file, "utf8")]).toEqual([variables, text]);
    expect(stdout.match(/nothing, everything was already set/g)).toHaveLength(2);
  });

  it("changes only the answers that differ, and keeps the rest of the file", async () => {
    await setup();
    const before = await convex.variables();
    writeFileSync(file, `# mine\nOTHER=1\n${readFileSync(file, "utf8")}`);
    await setup(["--set", "ADMIN_EMAILS=bob@example.com", "--set", "SITE_URL=https://other.example"]);
    expect(await convex.variables()).toEqual({
      ...before,
      ADMIN_EMAILS: "bob@example.com",
      SITE_URL: "https://other.example",
    });
    expect(readFileSync(file, "utf8")).toMatch(/^# mine\nOTHER=1\nSITE_URL=https:\/\/other\.example\n/);
  });

  it("replaces the secrets of a developer's machine, and removes variables for development", async () => {
    const mine = {
      BETTER_AUTH_SECRET: `local_${"b".repeat(43)}`,
      INTERNAL_PROXY_SECRET: `local_${"p".repeat(43)}`,
    };
    await convex.set({ ...mine, RESEND_BASE_URL: "http://127.0.0.1:3025", RATE_LIMIT_SCALE: "100" });
    expect(await setup()).toMatchObject({ exitCode: 0 });
    const variables = await convex.variables();
    expect(variables).not.toHaveProperty("RESEND_BASE_URL");
    expect(variables).not.toHaveProperty("RATE_LIMIT_SCALE");
    expect(variables.BETTER_AUTH_SECRET).not.toBe(mine.BETTER_AUTH_SECRET);
    expect(readFileSync(file, "utf8")).not.toContain("local_");
  });

  it("lists everything that is missing, and changes nothing", async () => {
    const { exitCode, stderr } = await setup(["--set", "SITE_URL=latchkey.example"], {});
    expect(exitCode).toBe(1);
    for (const name of ["SITE_URL", "RESEND_API_KEY", "MAIL_FROM", "ADMIN_EMAILS"])
      expect(stderr).toContain(name);
    expect(await convex.variables()).toEqual({});
    expect(existsSync(file)).toBe(false);
  });

  it("says if the deployment cannot be reached, without waiting", async () => {
    const { exitCode, stderr } = await setup([], {
      ...ANSWERS,
      CONVEX_SELF_HOSTED_URL: "http://127.0.0.1:9",
    });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/cannot be reached \(connect ECONNREFUSED 127\.0\.0\.1:9\)/);
  });

  it("prints no secret", async () => {
    const { stdout, stderr } = await setup();
    const variables = await convex.variables();
    for (const name of ["BETTER_AUTH_SECRET", "INTERNAL_PROXY_SECRET", "RESEND_API_KEY"])
      expect(stdout + stderr).not.toContain(variables[name]);
  });

  it.each([["--help"], ["--set", "PATH=/tmp"], ["--nonsense"]])("prints its usage (%s)", async (...args) => {
    const { stdout, stderr } = await setup(args, {});
    expect(stdout + stderr).toMatch(/--set/);
    expect(await convex.variables()).toEqual({});
  });
});

describe("before a build", () => {
  const VERCEL = { VERCEL: "1", VERCEL_ENV: "production", BETTER_AUTH_SECRET: "b".repeat(32) };
  const SECRET = { INTERNAL_PROXY_SECRET: "p".repeat(32) };

  it("Convex gets the variables of the project on Vercel", async () => {
    const { exitCode, stdout } = await convex.run("before-build", [], { ...ANSWERS, ...SECRET, ...VERCEL });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining("Set on Convex:") });
    expect(await convex.variables()).toEqual({
      ...ANSWERS,
      ...SECRET,
      BETTER_AUTH_SECRET: VERCEL.BETTER_AUTH_SECRET,
    });
  });

  it("an incomplete environment stops the build, with all problems, and changes nothing", async () => {
    const { exitCode, stderr } = await convex.run("before-build", [], { ...VERCEL, RATE_LIMIT_SCALE: "0" });
    expect(exitCode).toBe(1);
    for (const name of [
      "SITE_URL",
      "INTERNAL_PROXY_SECRET",
      "RESEND_API_KEY",
      "MAIL_FROM",
      "RATE_LIMIT_SCALE",
    ])
      expect(stderr).toContain(`${name} `);
    expect(await convex.variables()).toEqual({});
  });

  it("nothing happens outside Vercel", async () => {
    expect(await convex.run("before-build", [], ANSWERS)).toMatchObject({
      exitCode: 0,
      stdout: "",
      stderr: "",
    });
    expect(await convex.variables()).toEqual({});
  });
});
