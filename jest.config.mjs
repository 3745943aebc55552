import { existsSync } from "node:fs";

/**
 * All code is loaded as ES modules, as in Convex and in Next. Run Jest with NODE_OPTIONS=--experimental-vm-modules
 * (`npm run test:unit` does that). Import `jest` from "@jest/globals".
 */
/** The suites in `__tests__/stack` start the stand-ins, which a project may remove. Then these suites are left out. */
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
  // By default, Jest uses one process fewer than there are cores. With two cores, that is a single process, which grows
  // to gigabytes.
  maxWorkers: "100%",
  // Node 20 keeps the modules of every suite that a process has run, so a process is restarted when it exceeds this
  // size.
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
