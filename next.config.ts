import type { NextConfig } from "next";

const config: NextConfig = {
  // Builds side by side (preview, tests, bench) each have a folder of their own.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  poweredByHeader: false,
  // `next dev` shall not write files for coding agents into the project.
  agentRules: false,
  allowedDevOrigins: ["127.0.0.1", "localhost"],
  // Pages get their headers from middleware.ts, with a nonce; this is for what it does not see.
  headers: async () => [
    { source: "/_next/static/:path*", headers: [{ key: "X-Content-Type-Options", value: "nosniff" }] },
  ],
};

export default config;
