import { randomBytes } from "node:crypto";
import { ConvexError, convexToJson, jsonToConvex, type JSONValue, type Value } from "convex/values";
import type { FunctionResult } from "./types";

/**
 * Thrown if the deployment itself cannot answer a request. It is sent as `{ code, message }` with an HTTP status, as on
 * Convex.
 */
export class RequestError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = "RequestError";
  }
}

/**
 * An error that the function did not throw itself, such as invalid arguments or a timeout. Its message is sent
 * unchanged.
 */
export class CallRefused extends Error {}

export function newRequestId(): string {
  return randomBytes(8).toString("hex");
}

/** Checks a symbol, because `instanceof` does not work for errors from another context. */
export function isConvexError(thrown: unknown): thrown is Error & { data: unknown } {
  return typeof thrown === "object" && thrown !== null && Symbol.for("ConvexError") in thrown;
}

/**
 * What a function threw. A ConvexError's data is converted back into a value, because the function's own runtime made
 * it JSON text.
 */
export function thrownByFunction(thrown: unknown): unknown {
  if (!isConvexError(thrown)) return thrown;
  const data = typeof thrown.data === "string" ? parsedData(thrown.data) : (thrown.data as Value);
  const error = new ConvexError(data);
  error.stack = thrown.stack;
  error.message = typeof data === "string" ? data : JSON.stringify(convexToJson(data));
  return error;
}

function parsedData(text: string): Value {
  try {
    return jsonToConvex(JSON.parse(text) as JSONValue);
  } catch {
    return text;
  }
}

/** `Uncaught Error: message` with its location, as the dashboard and a development deployment's clients show it. */
export function describeThrown(thrown: unknown): string {
  if (thrown instanceof CallRefused) return thrown.message;
  if (isConvexError(thrown)) return `Uncaught ConvexError: ${thrown.message}${stackOf(thrown)}`;
  if (hasMessage(thrown)) return `Uncaught ${nameOf(thrown)}: ${thrown.message}${stackOf(thrown)}`;
  return `Uncaught ${String(thrown)}`;
}

/**
 * The message of what was thrown. An error that the engine made inside another context is not an `instanceof Error`
 * here, so this only checks for a message.
 */
export function messageOf(thrown: unknown): string {
  return hasMessage(thrown) ? thrown.message : String(thrown);
}

function hasMessage(thrown: unknown): thrown is Error {
  return typeof thrown === "object" && thrown !== null && typeof Reflect.get(thrown, "message") === "string";
}

function nameOf(error: Error): string {
  return typeof error.name === "string" && error.name ? error.name : "Error";
}

/** The frames inside pushed functions. The frames of this process would mean nothing to the functions' authors. */
function stackOf(error: Error): string {
  const frames = (error.stack ?? "").split("\n").filter((line) => /^ +at .*\.\.\/\S+:\d+:\d+/.test(line));
  return frames.map((line) => `\n${line}`).join("");
}

export function failure(
  thrown: unknown,
  requestId: string,
  logLines: string[],
): FunctionResult & { status: "error" } {
  const errorMessage = `[Request ID: ${requestId}] Server Error\n${describeThrown(thrown)}`;
  if (!isConvexError(thrown)) return { status: "error", errorMessage, logLines };
  return { status: "error", errorMessage, errorData: convexToJson(thrown.data as Value), logLines };
}
