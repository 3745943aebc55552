import { createRequire } from "node:module";

/**
 * Paths and arguments of the programs that are started, all of them for Node itself: `npx` would cost a second each
 * and put a shell between us and them. The Convex CLI is in ../convex/cli.
 */
const require = createRequire(import.meta.url);

const nextCli = require.resolve("next/dist/bin/next");

export const programs = {
  mailbox: ["--import", "tsx", "packages/resend-local/src/main.ts"],
  localConvex: (fresh: boolean) => [
    "--experimental-vm-modules",
    "--import",
    "tsx",
    "packages/convex-local/src/main.ts",
    ...(fresh ? ["--fresh"] : []),
  ],
  next: (...args: string[]) => [nextCli, ...args],
} as const;
