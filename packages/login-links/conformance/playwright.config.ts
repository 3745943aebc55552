import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, devices } from "@playwright/test";
import { readOptions } from "./support/options.ts";

const SYSTEM_CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath =
  process.env["CHROMIUM_PATH"] ?? SYSTEM_CHROMIUM.find((file) => existsSync(file)) ?? undefined;

/** The reporter is beside this file, as TypeScript in the repository and as JavaScript in the published package. */
const reporter = fileURLToPath(new URL(`./reporter${import.meta.url.slice(-3)}`, import.meta.url));

export default defineConfig({
  testDir: fileURLToPath(new URL(".", import.meta.url)),
  // In the working folder, because the package's own folder may be read-only.
  outputDir: `${process.cwd()}/test-results/conformance`,
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: process.env["PLAYWRIGHT_JSON_OUTPUT_FILE"] ? [[reporter], ["json"]] : [[reporter]],
  use: {
    ...devices["Desktop Chrome"],
    baseURL: readOptions().site,
    locale: "en-GB",
    launchOptions: { executablePath, args: ["--disable-gpu", "--disable-quic"] },
  },
});
