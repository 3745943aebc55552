/**
 * The packed file, as an app gets it: installed in an empty project, type-checked there, and run by Node without a
 * loader.
 */
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";

const PACKAGE = path.resolve(import.meta.dirname, "..");
const ROOT = path.resolve(PACKAGE, "../..");
const MINUTE = 60_000;

const PEERS = [
  ...["convex", "next", "react", "better-auth", "zod", "@types/react", "@types/node"],
  ...["@convex-dev/better-auth", "@convex-dev/rate-limiter"],
];

let project: string;
let installed: string;

const run = (command: string, args: string[], cwd: string): string => {
  try {
    return execFileSync(command, args, { cwd, encoding: "utf8", stdio: "pipe", env: environment() });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${command} ${args.join(" ")}\n${stdout}${stderr}`);
  }
};

function environment(): NodeJS.ProcessEnv {
  // Jest's own flags must not reach other programs.
  const { NODE_OPTIONS: _flags, ...rest } = process.env;
  return rest as NodeJS.ProcessEnv;
}

beforeAll(() => {
  project = mkdtempSync(path.join(os.tmpdir(), "login-links-"));
  writeFileSync(
    path.join(project, "package.json"),
    '{ "name": "empty", "type": "module", "private": true }\n',
  );
  // `npm pack` first runs the script `prepare`, which builds the package.
  run("npm", ["pack", "--silent", "--pack-destination", project], PACKAGE);
  const [file] = readdirSync(project).filter((name) => name.endsWith(".tgz"));
  // The peer dependencies are linked below from this installation, so nothing is downloaded.
  run(
    "npm",
    ["install", "--offline", "--no-audit", "--no-fund", "--legacy-peer-deps", `./${file!}`],
    project,
  );
  installed = path.join(project, "node_modules/@latchkey/login-links");
  mkdirSync(path.join(project, "node_modules/@types"));
  mkdirSync(path.join(project, "node_modules/@convex-dev"));
  for (const peer of PEERS)
    symlinkSync(path.join(ROOT, "node_modules", peer), path.join(project, "node_modules", peer));
}, 3 * MINUTE);
afterAll(() => rmSync(project, { recursive: true, force: true }));

type Manifest = { exports: Record<string, string | { types: string; default: string }> };

it("contains every entry with its types, and no source files", () => {
  const { exports } = JSON.parse(readFileSync(path.join(installed, "package.json"), "utf8")) as Manifest;
  const entries = readdirSync(path.join(PACKAGE, "src")).filter((name) => name !== "shared");
  expect(entries.length).toBeGreaterThanOrEqual(4);
  for (const entry of entries) {
    const files = exports[`./${entry}`] as { types: string; default: string };
    for (const file of [files.types, files.default])
      expect(existsSync(path.join(installed, file))).toBe(true);
  }
  expect(existsSync(path.join(installed, "src"))).toBe(false);
});

const USE = `
  import { convexBackend, createSignIn, type LoginLinkFunctions } from "@latchkey/login-links/http";
  import { createNextAuth } from "@latchkey/login-links/next";
  import { useSignInState } from "@latchkey/login-links/react";
  import { serverRoute } from "@latchkey/login-links/tanstack";

  declare const functions: LoginLinkFunctions;
  const site = { siteUrl: "https://app.example.com", convexSiteUrl: "https://a.convex.site", url: "https://a.convex.cloud" };
  const backend = convexBackend({ ...site, functions, proxySecret: "s" });
  export const signIn = createSignIn({ ...site, brand: "Example", backend });
  export const { getToken } = createNextAuth(site);
  export const route: (to: { request: Request }) => Promise<Response> = serverRoute(signIn.callback).ANY;
  export const usePage = (): string | undefined => useSignInState()?.asked?.email ?? undefined;

  // @ts-expect-error a site must say where it is
  createSignIn({ brand: "Example", backend });
  // @ts-expect-error a link that is not in the table has no address
  void signIn.look(new Request(site.siteUrl)).then(({ view }) => view?.email);
  // @ts-expect-error a token is a string, or not there
  void getToken().then((token: number) => token);
`;

/** The content of a file in the README, unchanged. */
function fromReadme(file: string): string {
  const readme = readFileSync(path.join(PACKAGE, "README.md"), "utf8");
  const blocks = [...readme.matchAll(/```ts\n\s*\/\/ (\S+)\n([^`]*)```/g)];
  const block = blocks.findLast(([, name]) => name === file)?.[2];
  if (!block) throw new Error(`The README has no ${file}.`);
  return block;
}

/** The README's lib/sign-in.ts, with a declared `api` in place of the app's own. */
function signInFile(): string {
  const api = `import type { LoginLinkFunctions } from "@latchkey/login-links/http";
    declare const api: { loginLinks: LoginLinkFunctions };`;
  return fromReadme("lib/sign-in.ts").replace(/import \{ api \}.*/, api);
}

/** The files beside `convex/loginLinks.ts` in an app made with Better Auth's quick start for Convex. */
const CONVEX_FILES = {
  "schema.ts": `
    import { loginLinkTables } from "@latchkey/login-links/convex";
    import { defineSchema, defineTable } from "convex/server";
    import { v } from "convex/values";
    export default defineSchema({ ...loginLinkTables, notes: defineTable({ text: v.string() }) });`,
  "_generated/dataModel.ts": `
    import type { DataModelFromSchemaDefinition } from "convex/server";
    import type schema from "../schema";
    export type DataModel = DataModelFromSchemaDefinition<typeof schema>;`,
  "_generated/api.ts": `
    import type { ComponentApi as BetterAuth } from "@convex-dev/better-auth/_generated/component.js";
    import type { ComponentApi as RateLimiter } from "@convex-dev/rate-limiter/_generated/component.js";
    import type { ApiFromModules, FilterApi, FunctionReference } from "convex/server";
    declare const api: ApiFromModules<{
      loginLinks: typeof import("../loginLinks");
      mail: { send: import("convex/server").RegisteredAction<"internal", { linkId: string }, Promise<void>> };
    }>;
    export declare const internal: FilterApi<typeof api, FunctionReference<any, "internal">>;
    export declare const components: { betterAuth: BetterAuth; rateLimiter: RateLimiter };`,
  "auth.ts": `
    import { createClient, type GenericCtx } from "@convex-dev/better-auth";
    import { convex } from "@convex-dev/better-auth/plugins";
    import { betterAuth } from "better-auth/minimal";
    import { components } from "./_generated/api";
    import type { DataModel } from "./_generated/dataModel";
    const authComponent = createClient<DataModel>(components.betterAuth);
    export const createAuth = (ctx: GenericCtx<DataModel>) =>
      betterAuth({
        baseURL: process.env.SITE_URL!,
        database: authComponent.adapter(ctx),
        emailAndPassword: { enabled: true },
        plugins: [convex({ authConfig: { providers: [] } })],
      });`,
};

function writeConvexFiles(): string[] {
  mkdirSync(path.join(project, "convex/_generated"), { recursive: true });
  const files = { ...CONVEX_FILES, "loginLinks.ts": fromReadme("convex/loginLinks.ts") };
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(project, "convex", file), text);
  return Object.keys(files).map((file) => `convex/${file}`);
}

describe.each(["bundler", "nodenext"])("with TypeScript's module resolution %p", (moduleResolution) => {
  it(
    "has correct types, and a README that type-checks",
    () => {
      const module = moduleResolution === "bundler" ? "esnext" : "nodenext";
      const compilerOptions = {
        ...{ module, moduleResolution, target: "es2023", lib: ["es2023", "dom", "dom.iterable"] },
        ...{ strict: true, noEmit: true, skipLibCheck: true, types: ["node", "react"] },
      };
      writeFileSync(path.join(project, "use.ts"), USE);
      writeFileSync(path.join(project, "readme.ts"), signInFile());
      // Convex bundles its files, so their imports have no extension.
      const convex = moduleResolution === "bundler" ? writeConvexFiles() : [];
      const config = { compilerOptions, files: ["use.ts", "readme.ts", ...convex] };
      writeFileSync(path.join(project, "tsconfig.json"), JSON.stringify(config));
      run(process.execPath, [path.join(ROOT, "node_modules/typescript/bin/tsc"), "-p", "."], project);
    },
    MINUTE,
  );
});

it("runs in Node without a build step", () => {
  const program = `
    import { createSignIn } from "@latchkey/login-links/http";
    import { requireToken } from "@latchkey/login-links/tanstack";
    import { useSignInState } from "@latchkey/login-links/react";
    const { callback } = createSignIn({ siteUrl: "https://app.example.com", brand: "Example", backend: {} });
    const { status } = await callback(new Request("https://app.example.com/login/callback", { method: "HEAD" }));
    console.log(status, typeof requireToken, typeof useSignInState);
  `;
  writeFileSync(path.join(project, "run.mjs"), program);
  expect(run(process.execPath, ["run.mjs"], project)).toBe("204 function function\n");
});

describe("its command", () => {
  const suite = (...args: string[]): string =>
    run(
      process.execPath,
      [path.join(project, "node_modules/.bin/login-links-conformance"), ...args],
      project,
    );

  it("prints its usage, and refuses sites of other people", () => {
    expect(suite("--help")).toContain("Usage: login-links-conformance URL");
    expect(() => suite("https://example.com")).toThrow("add --remote if the site is yours");
  });

  it("contains everything that its tests need, in JavaScript", () => {
    const folder = path.join(installed, "dist/conformance");
    const names = readdirSync(path.join(PACKAGE, "conformance")).filter((name) => name.endsWith(".ts"));
    expect(names.filter((name) => name.endsWith(".spec.ts")).length).toBeGreaterThan(8);
    for (const name of names) expect(existsSync(path.join(folder, name.replace(/ts$/, "js")))).toBe(true);
  });
});
