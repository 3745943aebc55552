/**
 * Bundles each Convex suite with all its imports, as `convex deploy` bundles functions. Otherwise Jest would load a
 * thousand modules again for every suite, which takes longer than most suites run.
 */
import { mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { build, formatMessages } from "esbuild";

/** The folders with Convex suites: the app's and the package's. */
const SUITES = ["__tests__/convex", "packages/login-links/test/convex"];
const BUNDLES = path.resolve("node_modules/.cache/latchkey/convex-tests");
const AN_HOUR = 3_600_000;

/** The path of a suite's bundle. */
export function bundleOf(suite) {
  return path.join(BUNDLES, path.relative(path.resolve(), suite).replace(/\.ts$/, ".js"));
}

/** Jest's `globalSetup` for Convex suites: bundles all suites before the first one runs. */
export default async function bundleSuites() {
  const suites = (await Promise.all(SUITES.map(suitesIn))).flat();
  const outputs = await bundle(suites).catch((error) => failEach(suites, error));
  await sweep(outputs);
}

async function suitesIn(folder) {
  const files = await readdir(folder, { recursive: true });
  return files.filter((file) => file.endsWith(".test.ts")).map((file) => path.resolve(folder, file));
}

async function bundle(suites) {
  const { metafile } = await build({
    entryPoints: suites,
    outdir: BUNDLES,
    outbase: ".",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    conditions: ["convex", "module"],
    target: "esnext",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
    alias: { "server-only": "server-only/empty.js" },
    external: ["@jest/globals", "node:*"],
    plugins: [ownStorages],
    minifyWhitespace: true,
    sourcemap: true,
    metafile: true,
    logLevel: "silent",
  });
  return Object.keys(metafile.outputs).map((file) => path.resolve(file));
}

/** Replaces imports of `async_hooks` with the globals that the Convex runtime has. */
const ownStorages = {
  name: "async-hooks",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(node:)?async_hooks$/ }, ({ path }) => ({ path, namespace: "async-hooks" }));
    onLoad({ filter: /.*/, namespace: "async-hooks" }, () => ({
      contents: "export const { AsyncLocalStorage, AsyncResource } = globalThis;",
    }));
  },
};

/** If the bundling fails, every Convex suite fails with esbuild's messages. The other suites of Jest still run. */
async function failEach(suites, error) {
  const messages = await formatMessages(error.errors ?? [{ text: String(error) }], { kind: "error" });
  const code = `throw new Error(${JSON.stringify(messages.join("\n"))});\n`;
  const bundles = suites.map(bundleOf);
  await mkdir(BUNDLES, { recursive: true });
  await Promise.all(bundles.map((file) => writeFile(file, code)));
  return bundles;
}

/**
 * Removes bundles that this build did not make, once they are an hour old. Another run may still be reading newer ones.
 */
async function sweep(outputs) {
  const current = new Set(outputs);
  for (const entry of await readdir(BUNDLES, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (!entry.isFile() || current.has(file)) continue;
    if (Date.now() - (await stat(file)).mtimeMs > AN_HOUR) await rm(file, { force: true });
  }
}
