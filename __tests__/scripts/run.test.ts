import { mkdtempSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { renderBox } from "../../scripts/run/banner";
import { fingerprint, isBuilt, markBuilt } from "../../scripts/run/build";
import { bringBack, editEnvFile, getLine, setAside, setLine } from "../../scripts/run/env-file";
import { addressesOf, inheritedEnvironment } from "../../scripts/run/environment";
import { wantsColour } from "../../scripts/run/log";
import { isPortFree, readPorts, requireFreePorts } from "../../scripts/run/ports";
import { keepSecrets } from "../../scripts/run/secrets";
import { readSettings } from "../../scripts/run/settings";
import {
  add,
  inWords,
  oneCheck,
  tallyOfJest,
  tallyOfPlaywright,
  withExitCode,
} from "../../scripts/test/tally";
import { freePortPair } from "../support/free-ports";

const newFolder = () => mkdtempSync(path.join(tmpdir(), "latchkey-run-"));

describe("settings", () => {
  it("all have defaults", () => {
    expect(readSettings(["dev"], {})).toMatchObject({
      mode: "dev",
      fresh: false,
      conflicts: true,
      ports: { app: 3000, convex: 3210, convexSite: 3211, mailbox: 3025 },
      stateDir: path.resolve(".latchkey"),
      isDefaultState: true,
      distDir: ".next",
      rateLimitScale: "100",
    });
  });

  it("are read from the environment", () => {
    const env = { CONVEX_LOCAL_PORT: "4000", RATE_LIMIT_SCALE: "1", LATCHKEY_STATE_DIR: "/tmp/elsewhere" };
    const settings = readSettings(["preview", "--fresh", "--no-conflicts"], env);
    expect(settings).toMatchObject({
      mode: "preview",
      fresh: true,
      conflicts: false,
      rateLimitScale: "1",
      isDefaultState: false,
    });
    expect(settings.ports).toMatchObject({ convex: 4000, convexSite: 4001 });
  });

  it.each([
    [["dev", "--frehs"], 'no option "--frehs"'],
    [["build"], 'no mode "build"'],
  ])("refuse %j", (argv, sentence) => {
    expect(() => readSettings(argv, {})).toThrow(sentence);
  });
});

describe("ports", () => {
  it.each(["0", "http", "65535", "3000.5", "-1"])("refuse PORT=%s with a message", (text) => {
    expect(() => readPorts({ PORT: text })).toThrow(`PORT=${text} is not a port`);
  });

  it("report a port that is in use, and the variable that changes it", async () => {
    const server = net.createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as net.AddressInfo;
    const ports = { app: port, convex: 1, convexSite: 2, mailbox: 3 };
    try {
      await expect(requireFreePorts(ports, ["app"])).rejects.toThrow(
        new RegExp(`^Port ${port}, for the app, is already in use.*PORT=${port + 10}\\.$`),
      );
    } finally {
      server.close();
    }
    await new Promise((resolve) => server.once("close", resolve));
    expect(await isPortFree(port)).toBe(true);
  });

  it("report a port that is given twice", async () => {
    const convex = await freePortPair();
    const ports = { app: convex + 1, convex, convexSite: convex + 1, mailbox: 1 };
    await expect(requireFreePorts(ports, ["convexSite", "app"])).rejects.toThrow(
      `Port ${convex + 1} is set for both the app and the HTTP actions`,
    );
  });

  it("report a port that is given twice before checking whether it is in use", async () => {
    const server = net.createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as net.AddressInfo;
    const ports = { app: port, convex: 1, convexSite: 2, mailbox: port };
    await expect(requireFreePorts(ports, ["app", "mailbox"])).rejects.toThrow("is set for both");
    server.close();
  });
});

describe(".env.local", () => {
  const text = "# mine\nFOO=1\nCONVEX_DEPLOYMENT=dev:cat-1 # team\n";

  it("adds a line, changes a line, and leaves the others", () => {
    const added = setLine(text, "CONVEX_SELF_HOSTED_URL", "http://127.0.0.1:1");
    expect(added).toBe(`${text}CONVEX_SELF_HOSTED_URL=http://127.0.0.1:1\n`);
    expect(setLine(added, "FOO", "2")).toBe(added.replace("FOO=1", "FOO=2"));
    expect(setLine("FOO=1", "BAR", "2")).toBe("FOO=1\nBAR=2\n");
  });

  it("reads a value without the comment after it", () => {
    expect(getLine(text, "CONVEX_DEPLOYMENT")).toBe("dev:cat-1");
    expect(getLine(text, "CONVEX")).toBeUndefined();
  });

  it("disables a line and restores it", () => {
    const aside = setAside(text, "CONVEX_DEPLOYMENT");
    expect(getLine(aside, "CONVEX_DEPLOYMENT")).toBeUndefined();
    expect(setAside(aside, "CONVEX_DEPLOYMENT")).toBe(aside);
    expect(bringBack(aside, "CONVEX_DEPLOYMENT")).toBe(text);
  });

  it("is made if there is none", () => {
    const file = path.join(newFolder(), ".env.local");
    editEnvFile(file, (before) => setLine(before, "A", "b"));
    expect(readFileSync(file, "utf8")).toBe("A=b\n");
  });
});

describe("secrets", () => {
  it("are made once and kept", () => {
    const folder = newFolder();
    const first = keepSecrets(folder);
    expect(first.betterAuth.length).toBeGreaterThanOrEqual(43);
    expect(first.resendWebhook).toMatch(/^whsec_/);
    expect(keepSecrets(folder)).toEqual(first);
  });

  it("are added when a new one is needed", () => {
    const folder = newFolder();
    writeFileSync(path.join(folder, "secrets.json"), '{"betterAuth":"kept"}');
    const { betterAuth, internalProxy } = keepSecrets(folder);
    expect(betterAuth).toBe("kept");
    expect(internalProxy).not.toBe("");
  });
});

describe("the production build", () => {
  const baked = { NEXT_PUBLIC_CONVEX_URL: "http://127.0.0.1:1" };
  const project = () => {
    const root = newFolder();
    mkdirSync(path.join(root, "app"));
    writeFileSync(path.join(root, "app", "page.tsx"), "one");
    return root;
  };

  it("has a fingerprint of sources and addresses", () => {
    const root = project();
    const before = fingerprint(root, baked);
    expect(fingerprint(root, baked)).toBe(before);
    expect(fingerprint(root, { NEXT_PUBLIC_CONVEX_URL: "http://127.0.0.1:2" })).not.toBe(before);
    writeFileSync(path.join(root, "app", "page.tsx"), "two");
    expect(fingerprint(root, baked)).not.toBe(before);
  });

  it("is reused only if it was finished with the same fingerprint", () => {
    const dist = newFolder();
    markBuilt(dist, "abc");
    expect(isBuilt(dist, "abc")).toBe(false);
    writeFileSync(path.join(dist, "BUILD_ID"), "1");
    expect(isBuilt(dist, "abc")).toBe(true);
    expect(isBuilt(dist, "abd")).toBe(false);
  });
});

describe("the environment of children", () => {
  it("keeps proxies away from the loopback addresses", () => {
    const env = inheritedEnvironment({ NODE_ENV: "test", NO_PROXY: "intranet" }, false);
    expect(env.NO_PROXY).toBe("intranet,localhost,127.0.0.1");
    expect(env).not.toHaveProperty("NODE_ENV");
  });

  it("uses host names in URLs for people, and IP addresses for programs", () => {
    expect(addressesOf(readPorts({})).app).toBe("http://localhost:3000");
    expect(addressesOf(readPorts({})).convexSite).toBe("http://127.0.0.1:3211");
  });
});

describe("output", () => {
  it("draws a box whose lines have the same width", () => {
    const lines = renderBox("Latchkey", [
      ["app", "http://localhost:3000"],
      ["", "sign in"],
    ]).split("\n");
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
    expect(lines[2]).toContain("app  http://localhost:3000");
  });

  it.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: "1" }, true, false],
    [{ FORCE_COLOR: "1" }, false, true],
    [{ FORCE_COLOR: "0" }, false, false],
  ])("colours with %j on a terminal (%s): %s", (env, isTerminal, expected) => {
    expect(wantsColour(env, isTerminal)).toBe(expected);
  });
});

describe("the last line of npm test", () => {
  const jest = {
    numPassedTests: 10,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    numRuntimeErrorTestSuites: 1,
  };
  const playwright = { stats: { expected: 5, unexpected: 0, flaky: 1, skipped: 0 }, errors: [{}] };

  it("sums up every kind of check", () => {
    const sum = add(oneCheck(true), oneCheck(false), tallyOfJest(jest), tallyOfPlaywright(playwright));
    expect(inWords(sum)).toBe("16 passed, 5 failed, 3 skipped");
  });

  it("does not mention skipped tests if there are none", () => {
    expect(inWords(oneCheck(true))).toBe("1 passed, 0 failed");
  });

  it("counts a tool that crashed after its last test as a failure", () => {
    expect(withExitCode(oneCheck(true), 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
    expect(withExitCode(oneCheck(false), 1)).toEqual(oneCheck(false));
    expect(withExitCode(oneCheck(true), 0)).toEqual(oneCheck(true));
  });
});
