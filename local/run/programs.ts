import { createRequire } from "node:module";
import path from "node:path";

/**
 * Paths and arguments of the programs that are started, all of them for Node itself: `npx` would cost a second each
 * and put a shell between us and them.
 */
const require = createRequire(import.meta.url);

const convexCli = path.join(path.dirname(require.resolve("convex/package.json")), "bin", "main.js");
const nextCli = require.resolve("next/dist/bin/next");

export const programs = {
  mailbox: ["--import", "tsx", "local/mailbox/main.ts"],
  localConvex: (fresh: boolean) => [
    "--experimental-vm-modules",
    "--import",
    "tsx",
    "local/convex/main.ts",
    ...(fresh ? ["--fresh"] : []),
  ],
  convex: (...args: string[]) => [convexCli, ...args],
  next: (...args: string[]) => [nextCli, ...args],
} as const;
