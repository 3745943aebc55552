import { types } from "node:util";
import { describe, expect, test } from "@jest/globals";
import { executions, type Execution } from "../src/execution";
import { createIsolate, type IsolateOptions } from "../src/isolate";
import { createNodeLoader } from "../src/node-modules";
import type { PushedModule } from "../src/types";

const module = (path: string, source: string, environment: PushedModule["environment"] = "isolate") => ({
  path,
  source,
  environment,
});

const variables: Record<string, string> = { SITE_URL: "http://localhost:3000" };

function readVariable(name: string): string | undefined {
  if (name === "BROKEN") throw new TypeError("made by the host");
  return variables[name];
}

/** Evaluates an expression (await allowed) inside an isolate. */
async function evaluate(expression: string, phase: IsolateOptions["phase"] = "serve"): Promise<unknown> {
  const source = `export const value = await (async () => (${expression}))();`;
  const isolate = createIsolate([module("probe.js", source)], { env: readVariable, phase });
  return (await isolate.load("probe.js")).value;
}

describe("globals", () => {
  test.each(["Buffer", "setImmediate", "queueMicrotask", "navigator", "WebSocket", "require", "global"])(
    "%s is absent, as in Convex's default runtime",
    async (name) => expect(await evaluate(`typeof globalThis.${name}`)).toBe("undefined"),
  );

  test.each(["AsyncLocalStorage", "Request", "fetch", "structuredClone", "TextDecoderStream", "setTimeout"])(
    "%s exists",
    async (name) => expect(await evaluate(`typeof ${name}`)).toBe("function"),
  );

  test("signals are instances of AbortSignal, which has no timeouts, as in versions of Convex's default runtime", async () => {
    expect(await evaluate("new AbortController().signal instanceof AbortSignal")).toBe(true);
    expect(await evaluate("'timeout' in AbortSignal || 'any' in AbortSignal")).toBe(false);
  });

  test("process is { env }, and a variable can be read but not listed", async () => {
    expect(await evaluate("Object.keys(process).join()")).toBe("env");
    expect(await evaluate("process.env.SITE_URL")).toBe("http://localhost:3000");
    expect(await evaluate("process.env.HOME")).toBeUndefined();
    expect(await evaluate("JSON.stringify({ ...process.env })")).toBe("{}");
    expect(await evaluate("'SITE_URL' in process.env")).toBe(false);
  });

  test("code cannot be compiled from strings", async () => {
    await expect(evaluate("eval('1')")).rejects.toThrow("Code generation from strings");
  });

  test("an isolate does not see another isolate's globals", async () => {
    await evaluate("(globalThis.fetch = 'replaced')");
    expect(await evaluate("typeof fetch")).toBe("function");
  });
});

describe("values that cross between the isolate and Node", () => {
  test("byte arrays from either side pass instanceof checks", async () => {
    expect(await evaluate("new TextEncoder().encode('x') instanceof Uint8Array")).toBe(true);
    expect(await evaluate("new Uint8Array(1)")).toBeInstanceOf(Uint8Array);
  });

  test("errors from either side pass instanceof checks, and subclasses stay distinct", async () => {
    expect(await evaluate("(() => { try { null.x } catch (e) { return e instanceof TypeError } })()")).toBe(
      true,
    );
    expect(
      await evaluate("(() => { try { process.env.BROKEN } catch (e) { return e instanceof Error } })()"),
    ).toBe(true);
    expect(
      await evaluate("(() => { class Mine extends Error {} return new Error() instanceof Mine })()"),
    ).toBe(false);
  });

  test("an error that leaves the isolate keeps its message and a stack with the module's path", async () => {
    const error: unknown = await evaluate("(() => { throw new RangeError('too far') })()").catch(
      (e: unknown) => e,
    );
    expect(types.isNativeError(error)).toBe(true);
    expect((error as Error).stack).toContain("convex:/probe.js");
  });

  test("web crypto signs and digests", async () => {
    const rsa = `crypto.subtle.generateKey(
      { name: "RSASSA-PKCS1-v1_5", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" },
      true, ["sign", "verify"])`;
    const data = "new TextEncoder().encode('a')";
    const roundTrip = `(async () => { const k = await ${rsa};
      const s = await crypto.subtle.sign("RSASSA-PKCS1-v1_5", k.privateKey, ${data});
      return crypto.subtle.verify("RSASSA-PKCS1-v1_5", k.publicKey, s, ${data}); })()`;
    expect(await evaluate(roundTrip)).toBe(true);
    const hmac = `crypto.subtle.importKey("raw", new Uint8Array(32), { name: "HMAC", hash: "SHA-256" }, false, ["sign"])`;
    expect(
      await evaluate(`(await crypto.subtle.sign("HMAC", await ${hmac}, ${data})) instanceof ArrayBuffer`),
    ).toBe(true);
    expect(
      await evaluate("(await crypto.subtle.digest('SHA-256', new Uint8Array([1]).buffer)).byteLength"),
    ).toBe(32);
  });

  test("Headers, Response and streams come from Node", async () => {
    expect(await evaluate("new Headers({ a: 'b' })")).toBeInstanceOf(Headers);
    expect(await evaluate("new Response(new Uint8Array([65])).text()")).toBe("A");
    const stream = "new ReadableStream({ start(c) { c.enqueue(new Uint8Array([66])); c.close(); } })";
    expect(await evaluate(`new Response(${stream}).text()`)).toBe("B");
  });
});

describe("at import time", () => {
  test.each([
    ["crypto.randomUUID()", "NoCryptoRngDuringImport"],
    ["crypto.getRandomValues(new Uint8Array(1))", "NoCryptoRngDuringImport"],
    ["fetch('http://localhost')", "NoFetchDuringImport"],
    ["setTimeout(() => {}, 1)", "NoSetTimeoutDuringImport"],
    ["setInterval(() => {}, 1)", "NoSetTimeoutDuringImport"],
    ["Convex.syscall('1.0/get', '{}')", "NoDbDuringImport"],
    ["Convex.asyncSyscall('1.0/actions/query', '{}')", "NoSyscallDuringImport"],
  ])("%s is refused with %s", async (expression, code) => {
    await expect(evaluate(expression, "import-only")).rejects.toMatchObject({ code });
  });

  test("digests, the clock and Math.random are allowed", async () => {
    expect(
      await evaluate("(await crypto.subtle.digest('SHA-1', new Uint8Array())).byteLength", "import-only"),
    ).toBe(20);
    expect(await evaluate("Date.now() + Math.random()", "import-only")).toBeGreaterThan(0);
  });
});

describe("modules", () => {
  const env = () => undefined;

  test("are linked to their chunks and loaded once, even if two callers import them at the same time", async () => {
    const modules = [
      module("a.js", `import { n } from "./_deps/x.js"; export const a = n;`),
      module("folder/b.js", `import { n } from "../_deps/x.js"; export const b = n;`),
      module("_deps/x.js", `export const n = {};`),
    ];
    const isolate = createIsolate(modules, { env, phase: "serve" });
    const [a, b] = await Promise.all([isolate.load("a.js"), isolate.load("folder/b.js")]);
    expect(a.a).toBe(b.b);
  });

  test("that are missing are named in the error", async () => {
    const isolate = createIsolate([module("a.js", `import "./b.js";`)], { env, phase: "serve" });
    await expect(isolate.load("a.js")).rejects.toMatchObject({ code: "ModuleNotFound", message: /b\.js/ });
  });

  test("that never finish loading are ended", async () => {
    const options = { env, phase: "import-only" as const, importTimeoutMs: 50 };
    const isolate = createIsolate([module("a.js", "for (;;);")], options);
    await expect(isolate.load("a.js")).rejects.toThrow("timed out after 50ms");
  });

  test("can be synthetic", async () => {
    const isolate = createIsolate([module("a.js", `export { default as x } from "./up";`)], {
      env,
      phase: "serve",
      synthesize: (path) => (path === "up" ? "export default 7;" : undefined),
    });
    expect((await isolate.load("a.js")).x).toBe(7);
  });
});

describe("in queries and mutations", () => {
  const source = `export const load = () => import("./later.js");
    export const keys = async () =>
      crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    export const random = () => crypto.getRandomValues(new Uint8Array(4)).length;`;
  const modules = [module("a.js", source), module("later.js", "export const later = 1;")];
  type Exports = Record<"load" | "keys" | "random", () => unknown>;
  const load = () =>
    createIsolate(modules, { env: readVariable, phase: "serve" }).load("a.js") as unknown as Promise<Exports>;

  test("dynamic import and key generation are refused, but random numbers are allowed", async () => {
    const { load: later, keys, random } = await load();
    await executions.run({ transaction: {} } as Execution, async () => {
      await expect(later()).rejects.toThrow("dynamic module import unsupported");
      await expect(keys()).rejects.toThrow("Generate them in an action");
      expect(random()).toBe(4);
    });
  });

  test("an action may do both", async () => {
    const { load: later, keys } = await load();
    await executions.run({ transaction: null } as Execution, async () => {
      expect(await later()).toMatchObject({ later: 1 });
      expect(await keys()).toMatchObject({ type: "secret" });
    });
  });
});

test("a Node module has Node's modules and globals, and the deployment's variables instead of the machine's", async () => {
  const source = `import { createHash } from "node:crypto";
    export const hash = createHash("md5").update("a").digest("hex");
    export const seen = [process.env.SITE_URL, process.env.PATH, typeof process.version, typeof Buffer];`;
  const loader = createNodeLoader([module("folder/node.js", source, "node")], (name) => variables[name]);
  const loaded = await loader.load("folder/node.js");
  expect(loaded.hash).toBe("0cc175b9c0f1b6a831c399e269772661");
  expect(loaded.seen).toEqual(["http://localhost:3000", undefined, "string", "function"]);
  await loader.dispose();
});
