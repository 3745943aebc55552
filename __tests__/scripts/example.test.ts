/** `npm run example`: its arguments, and that each example can be installed as it is committed. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { readExampleSettings } from "@/scripts/example/settings";

describe("the arguments of npm run example", () => {
  it("start an example beside `npm run dev`, with its own data", () => {
    const settings = readExampleSettings(["tanstack-start"], {});
    expect(settings.ports).toEqual({ app: 3400, convex: 3410, convexSite: 3411, mailbox: 3425 });
    expect(settings).toMatchObject({ fresh: false, rateLimitScale: "100", isDefaultState: false });
    expect(settings.stateDir).toMatch(/\.latchkey\/examples\/tanstack-start$/);
  });

  it("use the same port variables as the other scripts; an empty one counts as unset", () => {
    const env = { PORT: "4400", CONVEX_LOCAL_PORT: "4410", MAILBOX_PORT: "" };
    expect(readExampleSettings(["tanstack-start", "--fresh"], env)).toMatchObject({
      fresh: true,
      ports: { app: 4400, convex: 4410, convexSite: 4411, mailbox: 3425 },
    });
  });

  it.each([
    [[], 'There is no example ""'],
    [["next"], 'There is no example "next"'],
    [["../app"], "There is no example"],
    [["tanstack-start", "--frsh"], 'There is no option "--frsh"'],
  ])("that are %j are refused, with a list of the examples", (argv, words) => {
    expect(() => readExampleSettings(argv, {})).toThrow(words);
    expect(() => readExampleSettings(argv, {})).toThrow("tanstack-start");
  });
});

interface Manifest {
  dependencies: Record<string, string>;
  devDependencies?: Record<string, string>;
}
type Lockfile = { packages: Record<string, { version: string; integrity?: string }> };

const read = <T>(...parts: string[]): T => JSON.parse(readFileSync(path.join(...parts), "utf8")) as T;
const PACKED = "latchkey-login-links-0.1.0.tgz";

const EXAMPLES = readdirSync("examples").filter((name) => !name.includes("."));
/** This example does not have the package; docs/add-to-your-app.md shows how to add it. */
const WITHOUT_LINKS = "add-to-your-app";

describe.each(EXAMPLES.filter((name) => name !== WITHOUT_LINKS))("examples/%s", (name) => {
  const manifest = read<Manifest>("examples", name, "package.json");

  it("installs the packed package, without a checksum that each change would break", () => {
    const { version } = read<{ version: string }>("packages/login-links/package.json");
    expect(PACKED).toBe(`latchkey-login-links-${version}.tgz`);
    expect(manifest.dependencies["@latchkey/login-links"]).toBe(`file:${PACKED}`);
    const { packages } = read<Lockfile>("examples", name, "package-lock.json");
    const locked = packages["node_modules/@latchkey/login-links"];
    expect(locked).toMatchObject({ version });
    expect(locked).not.toHaveProperty("integrity");
  });
});

describe.each(EXAMPLES)("examples/%s", (name) => {
  const manifest = read<Manifest>("examples", name, "package.json");

  it("has the same versions as the app for shared dependencies", () => {
    const ours = read<Manifest>("package.json");
    const known = { ...ours.devDependencies, ...ours.dependencies };
    const theirs = Object.entries({ ...manifest.devDependencies, ...manifest.dependencies });
    const shared = theirs.filter(
      ([dependency]) => dependency in known && !dependency.startsWith("@latchkey/"),
    );
    expect(shared.length).toBeGreaterThan(5);
    expect(shared.filter(([dependency, version]) => known[dependency] !== version)).toEqual([]);
  });
});
