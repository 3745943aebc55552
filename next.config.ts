import type { NextConfig } from "next";
import { PHASE_PRODUCTION_BUILD } from "next/constants";
import { readNextEnvironment } from "./lib/environment/next";
import { inWords } from "./lib/environment/problem";

/** Builds side by side (tests, bench) each have a folder of their own. */
const sideBuild = process.env.NEXT_DIST_DIR;

const config: NextConfig = {
  distDir: sideBuild ?? ".next",
  // Next writes each folder it builds to into tsconfig.json, unless the file extends another. `npm test` checks types.
  typescript: sideBuild ? { tsconfigPath: "tsconfig.side-build.json", ignoreBuildErrors: true } : {},
  poweredByHeader: false,
  // Titles are in the head of the first HTML for everybody, not only for crawlers: no script is to be needed for them.
  htmlLimitedBots: /.*/,
  // `next dev` shall not write files for coding agents into the project.
  agentRules: false,
  // `next dev` prints each request with its query and each server function with its arguments: links' secrets and addresses.
  logging: {
    incomingRequests: { ignore: [/^\/login\/callback\?/, /^\/unsubscribe\b/] },
    serverFunctions: false,
  },
  allowedDevOrigins: ["127.0.0.1", "localhost"],
  // Before middleware.ts, Next keeps this much of a body. No page reads one; routes that do are not seen by it.
  experimental: { proxyClientMaxBodySize: "16kb" },
  // Pages get their headers from middleware.ts, routes from lib/server/route.ts; this is for files and what Next answers by itself.
  headers: async () => [
    { source: "/:path*", headers: [{ key: "X-Content-Type-Options", value: "nosniff" }] },
  ],
};

/** A build bakes in where Convex is: an environment that is not complete ends it at once, and not at the first visitor. */
export default function configFor(phase: string): NextConfig {
  // `next typegen` and knip ask for the configuration of a build too, but make none.
  const isBuild = phase === PHASE_PRODUCTION_BUILD && process.argv.includes("build");
  const reading = isBuild ? readNextEnvironment(process.env) : null;
  if (reading === null || reading.ok) return config;
  console.error(inWords("the Next.js side", reading.problems));
  process.exit(1);
}
