/** Builds `dist`. npm runs it after an install and before it packs. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const compiler = findCompiler();
if (compiler) execFileSync(process.execPath, [compiler, "-p", "tsconfig.build.json"], { stdio: "inherit" });
// An install without development dependencies needs no `dist`, because the app in this repository reads the sources.
else if (process.env.npm_command === "pack")
  throw new Error("TypeScript is not installed: run `npm ci` first.");
else console.warn("login-links: not built, because TypeScript is not installed.");

function findCompiler() {
  try {
    return fileURLToPath(import.meta.resolve("typescript/bin/tsc"));
  } catch {
    return null;
  }
}
