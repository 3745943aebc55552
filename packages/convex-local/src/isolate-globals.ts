import { AsyncLocalStorage, AsyncResource } from "node:async_hooks";
import { executions } from "./execution";
import { promptSubtle } from "./prompt-subtle";
import { replaced } from "./replaced";
import { PushError } from "./types";

/**
 * The globals of Convex's default runtime beyond ECMAScript (npm-packages/udf-runtime/src/setup.ts in its source).
 * Everything else that a V8 context or Node has (Buffer, setImmediate, queueMicrotask, navigator, WebSocket, require)
 * is missing.
 */
const WEB_GLOBALS = [
  "AbortController",
  "Blob",
  "Crypto",
  "CryptoKey",
  "DOMException",
  "Date",
  "Event",
  "EventTarget",
  "File",
  "FormData",
  "Headers",
  "Math",
  "Performance",
  "PerformanceEntry",
  "PerformanceMark",
  "PerformanceMeasure",
  "ReadableStream",
  "ReadableStreamBYOBReader",
  "ReadableStreamDefaultReader",
  "Request",
  "Response",
  "SubtleCrypto",
  "TextDecoder",
  "TextDecoderStream",
  "TextEncoder",
  "TextEncoderStream",
  "TransformStream",
  "URL",
  "URLSearchParams",
  "WritableStream",
  "WritableStreamDefaultWriter",
  "atob",
  "btoa",
  "clearInterval",
  "clearTimeout",
  "console",
  "fetch",
  "performance",
  "setInterval",
  "setTimeout",
  "structuredClone",
];

/** Inside an isolate, these are Node's own too, because Node's web crypto refuses buffers from another realm. */
const BINARY_GLOBALS = [
  "ArrayBuffer",
  "BigInt64Array",
  "BigUint64Array",
  "DataView",
  "Float32Array",
  "Float64Array",
  "Int16Array",
  "Int32Array",
  "Int8Array",
  "Uint16Array",
  "Uint32Array",
  "Uint8Array",
  "Uint8ClampedArray",
];

/**
 * Built-ins of which an isolate has its own, because syntax and the engine create instances of them inside it.
 * Instances from the host must also pass `instanceof` there.
 */
const RECOGNISED_BUILTINS = [
  "Array",
  "Error",
  "Function",
  "Map",
  "Object",
  "Promise",
  "RangeError",
  "RegExp",
  "Set",
  "SyntaxError",
  "TypeError",
];

/** Convex uses a polyfill for this class. Some versions of it have no static methods, such as `timeout`. */
const PlainAbortSignal = Object.defineProperty(
  function AbortSignal(): never {
    throw new TypeError("Illegal constructor");
  },
  "prototype",
  { value: AbortSignal.prototype },
);

type Globals = Record<string, unknown>;
const host = globalThis as unknown as Globals;

/** Makes the global object of a fresh context look like Convex's default runtime while functions run. */
export function installGlobals(target: Globals, env: (name: string) => string | undefined): void {
  for (const name of WEB_GLOBALS) forward(target, name);
  for (const name of BINARY_GLOBALS) define(target, name, host[name]);
  for (const name of RECOGNISED_BUILTINS) recogniseHostInstances(target[name], host[name]);
  // convex-test sets `Convex` on the host's globals, and replaces fetch, timers and others there for each kind of
  // function.
  forward(target, "Convex");
  define(target, "AbortSignal", PlainAbortSignal);
  define(target, "crypto", cryptoWithoutKeysInTransactions());
  define(target, "self", target);
  define(target, "AsyncLocalStorage", AsyncLocalStorage);
  define(target, "AsyncResource", AsyncResource);
  define(target, "process", { env: environmentProxy(env) });
}

/** Replaces what must not be used while a module is imported (crates/isolate/src/environment/analyze.rs). */
export function forbidImpurity(target: Globals): void {
  const randomness = refusal("NoCryptoRngDuringImport", "Cannot use cryptographic randomness at import time");
  const subtle = replaced(globalThis.crypto.subtle, { generateKey: randomness });
  define(target, "crypto", { subtle, getRandomValues: randomness, randomUUID: randomness });
  define(target, "fetch", refusal("NoFetchDuringImport", "fetch unsupported at import time"));
  for (const name of ["setTimeout", "setInterval"])
    define(target, name, refusal("NoSetTimeoutDuringImport", `${name} unsupported at import time`));
  define(target, "Convex", {
    syscall: syscallRefusal("Syscall"),
    asyncSyscall: syscallRefusal("Async syscall"),
    jsSyscall: syscallRefusal("JS syscall"),
  });
}

function define(target: Globals, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, configurable: true, writable: true, enumerable: false });
}

/**
 * Makes each access read the host's current value, because convex-test replaces it for each call. A write only changes
 * the target.
 */
function forward(target: Globals, name: string): void {
  Object.defineProperty(target, name, {
    get: () => host[name],
    set: (value: unknown) => define(target, name, value),
    configurable: true,
    enumerable: false,
  });
}

/**
 * Makes `instanceof` also accept the host's instances. Subclasses inherit the method, so it checks that it was called
 * on `guest` itself.
 */
function recogniseHostInstances(guest: unknown, hostConstructor: unknown): void {
  if (typeof guest !== "function" || typeof hostConstructor !== "function") return;
  const ordinary = Function.prototype[Symbol.hasInstance];
  Object.defineProperty(guest, Symbol.hasInstance, {
    value(this: unknown, candidate: unknown) {
      return (
        ordinary.call(this as () => void, candidate) ||
        (this === guest && ordinary.call(hostConstructor, candidate))
      );
    },
    configurable: true,
  });
}

/** As on Convex, variables can be read by name, but not listed, spread or tested with `in`. */
function environmentProxy(env: (name: string) => string | undefined): Record<string, string> {
  return new Proxy<Record<string, string>>(
    {},
    {
      get: (_, name) => (typeof name === "string" ? env(name) : undefined),
      ownKeys: () => [],
      has: () => false,
    },
  );
}

/** Whether a query or mutation is running, where Convex allows neither key generation nor dynamic import. */
export function inTransaction(): boolean {
  return (executions.getStore()?.transaction ?? null) !== null;
}

function cryptoWithoutKeysInTransactions(): Crypto {
  const subtle = promptSubtle(globalThis.crypto.subtle);
  const generateKey = (...parameters: Parameters<SubtleCrypto["generateKey"]>) => {
    if (inTransaction())
      throw new Error("Keys cannot be generated in Convex queries or mutations. Generate them in an action.");
    return subtle.generateKey(...parameters);
  };
  return replaced(globalThis.crypto, { subtle: replaced(subtle, { generateKey }) });
}

function refusal(code: string, message: string): () => never {
  return () => {
    throw new PushError(code, message);
  };
}

const DATABASE_SYSCALLS = new Set(
  "count get insert update replace remove queryStreamNext queryPage".split(" "),
);

function syscallRefusal(kind: string): (name: string) => never {
  return (name) => {
    if (DATABASE_SYSCALLS.has(name.replace(/^1\.0\//, "")))
      throw new PushError("NoDbDuringImport", "Can't use database at import time");
    throw new PushError("NoSyscallDuringImport", `${kind} ${name} unsupported at import time`);
  };
}
