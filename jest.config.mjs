import { existsSync } from "node:fs";

/**
 * Everything is an ES module here, as it is in Convex and in Next: run with NODE_OPTIONS=--experimental-vm-modules
 * (`npm run test:unit` does). Import `jest` from "@jest/globals".
 */
/** These start the stand-ins, which can be taken away. */
const hasStandIns = ["convex-local", "resend-local"].every((name) =>
  existsSync(new URL(`packages/${name}`, import.meta.url)),
);
const stack = hasStandIns ? ["stack"] : [];

const shared = {
  rootDir: import.meta.dirname,
  transform: {
    "^.+\\.tsx?$": [
      "@swc/jest",
      {
        jsc: {
          target: "es2022",
          parser: { syntax: "typescript", tsx: true },
          transform: { react: { runtime: "automatic" } },
        },
        module: { type: "es6" },
      },
    ],
  },
  extensionsToTreatAsEsm: [".ts", ".tsx"],
  moduleNameMapper: {
    "^@/(.*)$": "<rootDir>/$1",
    "^@latchkey/login-links/(.*)$": "<rootDir>/packages/login-links/src/$1/index.ts",
    "^server-only$": "<rootDir>/node_modules/server-only/empty.js",
    "\\.css$": "<rootDir>/__tests__/support/css-module.ts",
  },
};

const CONVEX_SUITES_OF_PACKAGE = "/packages/login-links/test/convex/";

export default {
  // Left to itself Jest takes one process fewer than there are cores: on two, a single one that grows to gigabytes.
  maxWorkers: "100%",
  // Node 20 keeps the modules of every suite that a process has run.
  workerIdleMemoryLimit: "1GB",
  projects: [
    {
      ...shared,
      displayName: "node",
      testEnvironment: "node",
      testMatch: [
        `<rootDir>/__tests__/{${["bench", "docs", "emails", "lib", "scripts", ...stack]}}/**/*.test.{ts,tsx}`,
        "<rootDir>/packages/*/test/**/*.test.ts",
      ],
      testPathIgnorePatterns: ["/node_modules/", CONVEX_SUITES_OF_PACKAGE],
      setupFiles: ["<rootDir>/__tests__/support/no-default-ports.ts"],
    },
    {
      ...shared,
      displayName: "convex",
      testEnvironment: "<rootDir>/__tests__/support/convex-environment.mjs",
      testMatch: [
        "<rootDir>/__tests__/convex/**/*.test.ts",
        `<rootDir>${CONVEX_SUITES_OF_PACKAGE}**/*.test.ts`,
      ],
      globalSetup: "<rootDir>/__tests__/support/convex-bundle.mjs",
      transform: { "\\.test\\.ts$": "<rootDir>/__tests__/support/convex-bundle-transform.mjs" },
    },
    {
      ...shared,
      displayName: "app",
      testEnvironment: "jsdom",
      testMatch: ["<rootDir>/__tests__/app/**/*.test.tsx", "<rootDir>/packages/*/test/**/*.test.tsx"],
      setupFilesAfterEnv: ["<rootDir>/__tests__/support/app-setup.ts"],
    },
  ],
};
