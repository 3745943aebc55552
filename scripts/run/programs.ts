import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/**
 * Paths and arguments of the programs that are started. Node runs all of them directly, because `npx` would take
 * another second for each and put a shell in between. The Convex CLI is in ../deployment/cli.
 */
const require = createRequire(import.meta.url);

const nextCli = require.resolve("next/dist/bin/next");

/** Absolute, because a program may be started in another folder. */
const standIn = (file: string) => fileURLToPath(new URL(`../../packages/${file}`, import.meta.url));

export const programs = {
  mailbox: ["--import", "tsx", standIn("resend-local/src/main.ts")],
  localConvex: (fresh: boolean) => [
    "--experimental-vm-modules",
    "--import",
    "tsx",
    standIn("convex-local/src/main.ts"),
    ...(fresh ? ["--fresh"] : []),
  ],
  codegenServer: [
    "--no-warnings",
    "--experimental-vm-modules",
    "--import",
    "tsx",
    standIn("convex-local/src/codegen-server.ts"),
  ],
  next: (...args: string[]) => [nextCli, ...args],
} as const;
