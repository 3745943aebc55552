#!/usr/bin/env node
/** `login-links-conformance URL`: see USAGE. Its exit code is 0 if every promise is kept. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Command, readCommand, USAGE } from "./arguments.ts";
import { passOptions } from "./support/options.ts";

const TIMEOUT_MS = 10_000;

async function main(argv: string[]): Promise<number> {
  if (argv.includes("--help")) {
    console.log(USAGE);
    return 0;
  }
  const command = readCommand(argv, process.env);
  passOptions({ ...command.options, needsJavaScript: await needsJavaScript(command) });
  return runPlaywright(command);
}

/** Whether the login page's HTML comes without its form. @throws Error if nobody answers */
async function needsJavaScript({ options: { site, login } }: Command): Promise<boolean> {
  const response = await fetch(site + login, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(() => null);
  if (!response?.ok)
    throw new Error(`${site}${login} ${response ? `answered ${response.status}` : "does not answer"}.`);
  return !/<form\b/i.test(await response.text());
}

function runPlaywright({ grep }: Command): Promise<number> {
  const config = fileURLToPath(new URL(`./playwright.config${import.meta.url.slice(-3)}`, import.meta.url));
  const args = ["test", "--config", config, ...(grep === undefined ? [] : ["--grep", grep])];
  const child = spawn(process.execPath, [findPlaywright(), ...args], { stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

function findPlaywright(): string {
  try {
    return fileURLToPath(new URL("cli.js", import.meta.resolve("@playwright/test/package.json")));
  } catch {
    throw new Error("The suite runs in @playwright/test: npm install --save-dev @playwright/test");
  }
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  console.error("\nlogin-links-conformance --help says more.");
  return 2;
});
