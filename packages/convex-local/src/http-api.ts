import type http from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { callerOf, type Authenticator } from "./auth";
import type { Clock } from "./clock";
import type { LocalDeployment } from "./deployment";
import { handleDevelopmentRequest } from "./development-api";
import { RequestError } from "./errors";
import { handleStorageRequest, isStoragePath } from "./files/http";
import { metadataOf, parseJson, readUnpackedBody, sendError, sendJson } from "./http-messages";
import { handlePushRequest } from "./push/routes";
import { answerSystemQuery } from "./push/system-queries";
import { encodeTs } from "./sync/protocol";

/** The status with which clients recognise that the function failed; the body has the reason. */
const UDF_FAILED = 560;

interface FunctionRequest {
  path: string;
  args: unknown;
  componentPath?: string;
}

const FUNCTION_ENDPOINTS = {
  "/api/query": "query",
  "/api/query_at_ts": "query",
  "/api/mutation": "mutation",
  "/api/action": "action",
  "/api/function": "any",
} as const;

export interface ApiOptions {
  deployment: LocalDeployment;
  authenticator: Authenticator;
  clock: Clock;
  /** A delay for every function call, to imitate a network. */
  delayMs: number;
}

/** Convex's HTTP API: function calls, and the CLI's requests. */
export async function handleApiRequest(
  options: ApiOptions,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  allowCrossOrigin(request, response);
  if (request.method === "OPTIONS") return void response.writeHead(204).end();
  try {
    await route(options, request, response);
  } catch (error) {
    sendError(response, error);
  }
}

/** As on Convex, any web page may call the API, and cookies are not used. */
function allowCrossOrigin(request: http.IncomingMessage, response: http.ServerResponse): void {
  const requested = request.headers["access-control-request-headers"];
  response.setHeader("Access-Control-Allow-Origin", request.headers.origin ?? "*");
  response.setHeader("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE, OPTIONS");
  response.setHeader(
    "Access-Control-Allow-Headers",
    requested ?? "authorization, content-type, convex-client",
  );
  response.setHeader("Access-Control-Max-Age", "86400");
  response.setHeader("Vary", "Origin");
}

async function route(
  options: ApiOptions,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://local");
  if (isStoragePath(pathname)) return handleStorageRequest(options.deployment.files, request, response);
  const body = await readUnpackedBody(request);
  const push = {
    method: request.method ?? "GET",
    path: pathname,
    query: searchParams,
    body,
    headers: request.headers,
  };
  const pushed = await handlePushRequest(options.deployment, push);
  const answer = pushed ?? (await handleDevelopmentRequest(options, push));
  if (answer) return sendJson(response, answer.status, answer.body);
  if (pathname === "/" || pathname === "/version") return void response.end("unknown");
  if (pathname === "/api/query_ts")
    return sendJson(response, 200, { ts: encodeTs(options.deployment.backend.lastCommitTs) });
  if (!(pathname in FUNCTION_ENDPOINTS) || request.method !== "POST")
    throw new RequestError(404, "NotFound", `There is no ${request.method} ${pathname}.`);
  await callFunction(options, pathname as keyof typeof FUNCTION_ENDPOINTS, request, body, response);
}

async function callFunction(
  { deployment, authenticator, delayMs }: ApiOptions,
  endpoint: keyof typeof FUNCTION_ENDPOINTS,
  request: http.IncomingMessage,
  body: Buffer,
  response: http.ServerResponse,
): Promise<void> {
  if (delayMs > 0) await delay(delayMs);
  const { path, args, componentPath } = parseJson<FunctionRequest>(body);
  if (typeof path !== "string") throw new RequestError(400, "BadJsonBody", "`path` is missing.");
  const caller = await callerOf(request.headers.authorization, deployment.adminKey, authenticator);
  const options = { componentPath, metadata: metadataOf(request) };
  // Clients send their one argument in a list, or alone.
  const [values] = [args].flat() as Record<string, unknown>[];
  const result =
    endpoint === "/api/query" && path.startsWith("_system/")
      ? answerSystemQuery(deployment, caller, { path, args: values, componentPath })
      : await deployment.call(FUNCTION_ENDPOINTS[endpoint], path, args, caller, options);
  sendJson(response, result.status === "success" ? 200 : UDF_FAILED, result);
}
