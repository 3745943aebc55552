import type { NextConfig } from "next";

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
  allowedDevOrigins: ["127.0.0.1", "localhost"],
  // Pages get their headers from middleware.ts, with a nonce; this is for what it does not see.
  headers: async () => [
    { source: "/_next/static/:path*", headers: [{ key: "X-Content-Type-Options", value: "nosniff" }] },
  ],
};

export default config;
