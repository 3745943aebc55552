import { defineConfig, devices } from "@playwright/test";
import { passOptions } from "./packages/login-links/conformance/support/options";
import { CHROMIUM_ARGS, findChromium } from "./scripts/run/chromium";
import { portVariables, TEST_PORTS } from "./scripts/test/ports";
import { TEST_PREVIEW } from "./scripts/test/preview";

/**
 * The browser tests run on a production build with its own ports, data and build folder, so that they do not disturb
 * `npm run dev`. With BASE_URL (and MAILBOX_URL), they run against a site that is already running.
 */
const running = process.env.BASE_URL;
const ports = { ...portVariables(TEST_PORTS), ...pick(["PORT", "CONVEX_LOCAL_PORT", "MAILBOX_PORT"]) };
process.env.MAILBOX_URL ??= running ? "http://localhost:3025" : `http://localhost:${ports.MAILBOX_PORT}`;

const launchOptions = { executablePath: findChromium() ?? undefined, args: CHROMIUM_ARGS };

/**
 * `BROWSERS=firefox,webkit` also runs these specs of signing in with those browsers, which `npx playwright install`
 * installs.
 */
const SIGN_IN_SPECS = ["sign-in", "link-life", "no-javascript", "damaged", "session", "login-form"];
const OTHER_BROWSERS = [
  { name: "firefox", use: devices["Desktop Firefox"] },
  { name: "webkit", use: devices["Desktop Safari"] },
].map((project) => ({ ...project, testMatch: SIGN_IN_SPECS.map((name) => `${name}.spec.ts`) }));

/**
 * Specs that change what all pages show, so they run after all others. To run one by itself, pass `--no-deps`, because
 * Playwright otherwise runs all others first.
 */
const ALONE = ["brand.spec.ts"];

/** Specs that move the clock of the deployment, for all tests. They run after the ones above, and one at a time. */
const WITH_CLOCK = ["reminder-mail.spec.ts"];

const CONFORMANCE = "packages/login-links/conformance";
passOptions({ site: running ?? `http://localhost:${ports.PORT}`, mailbox: process.env.MAILBOX_URL });

export default defineConfig({
  testDir: "e2e",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  // `npm test` sets this variable to the file in which it expects the results as JSON.
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [["list"], ["json"]] : [["list"]],
  use: {
    baseURL: running ?? `http://localhost:${ports.PORT}`,
    locale: "en-GB",
    reducedMotion: "reduce",
    // The trace has no screenshots, because its snapshots of the page show more and cost less.
    trace: { mode: "retain-on-failure", screenshots: false },
    screenshot: "only-on-failure",
  },
  projects: [
    {
      name: "desktop",
      use: { ...devices["Desktop Chrome"], launchOptions },
      testIgnore: [...ALONE, ...WITH_CLOCK],
    },
    { name: "phone", use: { ...devices["Pixel 7"], launchOptions }, testMatch: ["sign-in.spec.ts"] },
    // The conformance suite of packages/login-links, which checks the package's promises on any site.
    { name: "conformance", use: { ...devices["Desktop Chrome"], launchOptions }, testDir: CONFORMANCE },
    {
      name: "alone",
      use: { ...devices["Desktop Chrome"], launchOptions },
      testMatch: ALONE,
      dependencies: ["desktop", "phone", "conformance"],
    },
    {
      name: "clock",
      use: { ...devices["Desktop Chrome"], launchOptions },
      testMatch: WITH_CLOCK,
      dependencies: ["alone"],
      workers: 1,
    },
    ...OTHER_BROWSERS.filter(({ name }) => process.env.BROWSERS?.split(",").includes(name)),
  ],
  webServer: running
    ? undefined
    : {
        command: "node --import tsx scripts/dev.ts preview --fresh",
        wait: { stdout: /Latchkey is ready/ },
        env: {
          ...ports,
          ...TEST_PREVIEW,
          RATE_LIMIT_SCALE: process.env.RATE_LIMIT_SCALE ?? "1000",
          ADMIN_EMAILS: [
            "admin@example.com",
            ...range(8).map((worker) => `admin-${worker}@example.com`),
          ].join(),
        },
        stdout: "pipe",
        timeout: 600_000,
        gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
      },
});

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

function pick(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
