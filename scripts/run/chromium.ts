import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import type { Environment } from "./environment";
import { PlainError } from "./plain-error";

/** Where operating systems install Chromium. */
const SYSTEM_PATHS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Runs without a sandbox or a GPU (containers have neither) and makes no requests of its own. */
export const CHROMIUM_ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * The browser for the tests: `CHROMIUM_PATH` if it is set, otherwise the system's, otherwise the one that Playwright
 * downloaded; null if there is none yet.
 * @throws PlainError if `CHROMIUM_PATH` names no file
 */
export function findChromium(env: Environment = process.env): string | null {
  const named = env.CHROMIUM_PATH;
  if (named && !existsSync(named))
    throw new PlainError(`CHROMIUM_PATH is ${named}, but that file does not exist.`);
  return named || ([...SYSTEM_PATHS, chromium.executablePath()].find((path) => existsSync(path)) ?? null);
}

/** Finds Chromium or installs it, from Playwright or, on Debian as root, from the distribution. @throws PlainError */
export function installChromium(): string {
  const found =
    findChromium() ?? tryInstall("npx", ["playwright", "install", "chromium"]) ?? fromDistribution();
  if (found !== null) return found;
  throw new PlainError(
    "The browser tests need Chromium, but found none and could not install it: " +
      "install it, and set CHROMIUM_PATH=/path/to/chromium.",
  );
}

function fromDistribution(): string | null {
  if (!existsSync("/usr/bin/apt-get") || process.getuid?.() !== 0) return null;
  tryInstall("apt-get", ["update"]);
  return tryInstall("apt-get", ["install", "-y", "--no-install-recommends", "chromium"]);
}

/** Runs an installer with its output on stderr, and searches again. A download that hangs is stopped. */
function tryInstall(command: string, args: string[]): string | null {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync(command, args, { stdio: ["ignore", 2, 2], timeout: 300_000, env });
  const found = findChromium();
  return found !== null && starts(found) ? found : null;
}

/** A downloaded browser may lack system libraries. */
function starts(path: string): boolean {
  try {
    execFileSync(path, ["--version", ...CHROMIUM_ARGS], { stdio: "ignore", timeout: 30_000 });
    return true;
  } catch {
    return false;
  }
}
