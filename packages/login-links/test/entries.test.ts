/** Which packages each entry point imports. */
import path from "node:path";
import { expect, it } from "@jest/globals";
import { build } from "esbuild";

/** The packages that an entry point imports, directly or indirectly. Imports of types only do not count. */
async function packagesOf(entry: string): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [path.resolve(import.meta.dirname, `../src/${entry}/index.ts`)],
    bundle: true,
    packages: "external",
    write: false,
    metafile: true,
    format: "esm",
    platform: "neutral",
    logLevel: "silent",
  });
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
  return [...new Set(imports.filter(({ external }) => external).map((imported) => imported.path))].sort();
}

it.each([
  ["convex", ["@convex-dev/rate-limiter", "convex/server", "convex/values"]],
  ["links", ["convex/server", "convex/values"]],
  ["limits", ["@convex-dev/rate-limiter"]],
  [
    "better-auth",
    [
      "@convex-dev/better-auth/plugins",
      "better-auth/api",
      "better-auth/cookies",
      "better-auth/minimal",
      "convex/values",
      "zod",
    ],
  ],
  ["http", ["convex/browser", "convex/server", "convex/values"]],
  ["next", ["convex/nextjs", "next/headers", "next/navigation", "react"]],
  ["tanstack", []],
  ["react", ["react"]],
])("/%s imports %j and nothing else", async (entry, packages) => {
  expect(await packagesOf(entry)).toEqual(packages);
});
