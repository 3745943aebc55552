/**
 * Checks what each module of a push imports, as the unmodified CLI bundles it. On Convex every call evaluates all
 * imports of its module again (docs/decisions/0050-cold-calls.md), so only modules that need a large library may import
 * one.
 */
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { bundlesOf, closureOf, type Push } from "../../bench/cold/push";

const KB = 1_024;
const MAX_KB = 200;

let folder: string;
let push: Push;
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), "latchkey-bundles-"));
  push = await bundlesOf(process.cwd(), path.join(folder, "request"));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function sourceOf(definition: string, module: string): string {
  return closureOf(push.get(definition) ?? [], module)
    .map(({ source }) => source)
    .join("\n");
}

/** The modules of a component, or of the app (""), that contain code of one of these packages. */
function modulesWith(definition: string, packages: string[]): string[] {
  const marks = packages.map((name) => `// node_modules/${name}/`);
  return modulesOf(definition).filter((module) => {
    const source = sourceOf(definition, module);
    return marks.some((mark) => source.includes(mark));
  });
}

function modulesOf(definition: string): string[] {
  const paths = (push.get(definition) ?? []).map(({ path }) => path);
  return paths.filter((path) => !path.startsWith("_deps/") && path !== "auth.config.js").sort();
}

test("the bundle has modules to check", () => {
  expect(modulesOf("")).toEqual(expect.arrayContaining(["http.js", "loginLinks.js", "users.js"]));
  expect(modulesOf("betterAuth")).toContain("signIn.js");
});

test("only the modules that change an account through Better Auth evaluate Better Auth", () => {
  expect(modulesWith("", ["better-auth", "@better-auth/core", "@convex-dev/better-auth"])).toEqual([
    "auth.js",
    "profile.js",
  ]);
});

test("no other module of the app evaluates a schema library", () => {
  expect(modulesWith("", ["zod"])).toEqual(["auth.js", "profile.js"]);
});

test("no function of our component evaluates a schema library or a Better Auth instance", () => {
  expect(modulesWith("betterAuth", ["zod"])).toEqual([]);
  expect(sourceOf("betterAuth", "signIn.js")).toContain("// node_modules/better-auth/dist/cookies/");
  expect(sourceOf("betterAuth", "signIn.js")).not.toContain("// node_modules/better-auth/dist/auth/");
  for (const module of ["sessions.js", "lookup.js"])
    expect(sourceOf("betterAuth", module)).not.toContain("// node_modules/better-auth/");
});

test("only modules that send a single mail load the mail renderer; a campaign's batches do not", () => {
  expect(modulesWith("", ["react", "react-dom", "react-email", "html-to-text", "marked"])).toEqual([
    "mail/account.js",
    "mail/signIn.js",
  ]);
});

test("only the functions that accept a passkey load the code that verifies one", () => {
  expect(modulesWith("", ["@simplewebauthn/server", "@peculiar/x509"])).toEqual([
    "model/passkeys/arrival.js",
    "model/passkeys/ceremonies.js",
    "model/passkeys/registration.js",
    "passkeyCeremonies.js",
  ]);
});

test(`every module that neither mails nor verifies passkeys is below ${MAX_KB} KB with its imports`, () => {
  const mailing = ["mail/", "campaignPreviews.js", "auth.js", "profile.js"];
  const verifying = modulesWith("", ["@simplewebauthn/server"]);
  const large = modulesOf("")
    .filter((module) => ![...mailing, ...verifying].some((start) => module.startsWith(start)))
    .map((module) => [module, Math.round(sourceOf("", module).length / KB)] as const)
    .filter(([, size]) => size > MAX_KB);
  expect(large).toEqual([]);
});
