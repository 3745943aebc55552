import type { NextConfig } from "next";
import { PHASE_PRODUCTION_BUILD } from "next/constants";
import { readNextEnvironment } from "./lib/environment/next";
import { inWords } from "./lib/environment/problem";

/** The build folder of a build that runs beside others (tests, bench). */
const sideBuild = process.env.NEXT_DIST_DIR;

const config: NextConfig = {
  distDir: sideBuild ?? ".next",
  // Next adds its build folder to tsconfig.json, unless the file extends another one. Therefore side builds use
  // tsconfig.side-build.json. They skip the type check, because `npm test` checks types.
  typescript: sideBuild ? { tsconfigPath: "tsconfig.side-build.json", ignoreBuildErrors: true } : {},
  poweredByHeader: false,
  // The route draws the name with this font: lib/server/link-picture.ts.
  outputFileTracingIncludes: {
    "/brand/picture.png": ["./node_modules/geist/dist/fonts/geist-sans/Geist-SemiBold.ttf"],
  },
  // The pattern matches every user agent. So titles are in the head of the first HTML for everybody, not only for
  // crawlers, and need no script.
  htmlLimitedBots: /.*/,
  // Keeps `next dev` from writing files for coding agents into the project.
  agentRules: false,
  // Without these settings, `next dev` prints each request with its query, and each server function with its arguments.
  // Those contain links' secrets and addresses.
  logging: {
    incomingRequests: { ignore: [/^\/login\/callback\?/, /^\/(?:unsubscribe|account)\b/] },
    serverFunctions: false,
  },
  allowedDevOrigins: ["127.0.0.1", "localhost"],
  // How much of a request's body Next buffers before middleware.ts. A small size is enough, because pages read no body,
  // and the middleware does not match routes that do.
  experimental: { proxyClientMaxBodySize: "16kb" },
  // Pages get their headers from middleware.ts, routes from lib/server/route.ts. This header is for files and for
  // Next's own responses.
  headers: async () => [
    { source: "/:path*", headers: [{ key: "X-Content-Type-Options", value: "nosniff" }] },
  ],
};

/**
 * Stops a build at once if its environment is incomplete. A build contains Convex's address, so the error would
 * otherwise appear only with the first visitor.
 */
export default function configFor(phase: string): NextConfig {
  // `next typegen` and knip also load the configuration of a build, but build nothing.
  const isBuild = phase === PHASE_PRODUCTION_BUILD && process.argv.includes("build");
  const reading = isBuild ? readNextEnvironment(process.env) : null;
  if (reading === null || reading.ok) return config;
  console.error(inWords("the Next.js side", reading.problems));
  process.exit(1);
}
