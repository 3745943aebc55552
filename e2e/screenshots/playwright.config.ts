import { defineConfig, devices } from "@playwright/test";
import base from "../../playwright.config";

/** `npm run screenshots`: the pictures of the documents, taken of the production build that the browser tests run on. */
export default defineConfig({
  ...base,
  testDir: ".",
  testMatch: "*.shots.ts",
  workers: 1,
  projects: [{ name: "screenshots", use: { ...devices["Desktop Chrome"] } }],
  webServer: [base.webServer ?? []].flat().map((server) => ({ ...server, cwd: process.cwd() })),
});
