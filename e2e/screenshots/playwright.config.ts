import { defineConfig, devices } from "@playwright/test";
import base from "../../playwright.config";
import { CHROMIUM_ARGS, findChromium } from "../../scripts/run/chromium";

const launchOptions = { executablePath: findChromium() ?? undefined, args: CHROMIUM_ARGS };

/** `npm run screenshots`: takes the pictures for the documents from the production build that the browser tests use. */
export default defineConfig({
  ...base,
  testDir: ".",
  testMatch: "*.shots.ts",
  workers: 1,
  projects: [{ name: "screenshots", use: { ...devices["Desktop Chrome"], launchOptions } }],
  webServer: [base.webServer ?? []].flat().map((server) => ({ ...server, cwd: process.cwd() })),
});
