import { timingSafeEqual } from "node:crypto";
import type http from "node:http";
import { PushError, type ActivePush, type PushTarget, type StartPushRequest } from "../types";
import { analyzePush } from "./analyze";
import { updateEnvironment } from "./environment-update";
import { streamFunctionLogs } from "./function-logs";
import { diffAllIndexes } from "./index-diff";
import { configHashes, withAllModules } from "./modules";
import { findPush, forgetPushes, rememberPush } from "./pending-pushes";
import { diffPushes } from "./push-diff";
import type { EnvironmentChange } from "./rules/environment";
import { evaluateSchemas } from "./schema-evaluation";
import { startPushResponse } from "./start-response";

export interface PushHttpRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  /** The decompressed body. The CLI compresses pushes with brotli. */
  body: Buffer;
  headers: http.IncomingHttpHeaders;
}

type SchemaChange = { schemaIds?: Record<string, string> };
type Handler = (target: PushTarget, body: unknown, query: URLSearchParams) => unknown;

/** Every endpoint that `convex` 1.48 calls on a deployment, except functions, sync and exports. */
const ENDPOINTS: Record<string, Handler> = {
  "GET /api/v1/get_canonical_urls": (target) => ({
    convexCloudUrl: target.urls.cloud,
    convexSiteUrl: target.urls.site,
  }),
  "POST /api/get_config_hashes": (target) => configHashes(target.current),
  "POST /api/deploy2/evaluate_schema": async (target, body) =>
    evaluateSchemas(target, await analyze(target, body)),
  "POST /api/deploy2/evaluate_push": async (target, body) => {
    const push = await analyze(target, body);
    return {
      schemaChange: {
        allocatedComponentIds: {},
        schemaIds: {},
        indexDiffs: diffAllIndexes(target.current, push),
      },
    };
  },
  "POST /api/deploy2/start_push": startPush,
  "POST /api/deploy2/wait_for_schema": async (target, body) => {
    const push = findPush(target, (body as { schemaChange: SchemaChange }).schemaChange);
    const violation = await target.findSchemaViolation(push);
    return violation ? { type: "failed", ...violation } : { type: "complete" };
  },
  "POST /api/deploy2/finish_push": finishPush,
  "POST /api/deploy2/report_push_completed": () => null,
  "POST /api/update_environment_variables": (target, body) =>
    updateEnvironment(target, (body as { changes: EnvironmentChange[] }).changes),
  "GET /api/stream_function_logs": (target, _body, query) =>
    streamFunctionLogs(target, Number(query.get("cursor") ?? 0) || 0),
};

/** Answers a call of the CLI; null if the path is not one of its endpoints. Refusals are `{ code, message }`. */
export async function handlePushRequest(
  target: PushTarget,
  request: PushHttpRequest,
): Promise<{ status: number; body: unknown } | null> {
  const handler = ENDPOINTS[`${request.method} ${request.path}`];
  if (!handler) return null;
  try {
    const body = parseBody(request.body);
    requireAdmin(target, request.headers.authorization, body);
    return { status: 200, body: await handler(target, body, request.query) };
  } catch (error) {
    if (!(error instanceof PushError)) throw error;
    return { status: error.status, body: { code: error.code, message: error.message } };
  }
}

function parseBody(body: Buffer): unknown {
  try {
    return body.length === 0 ? undefined : (JSON.parse(body.toString("utf8")) as unknown);
  } catch {
    throw new PushError("BadJsonBody", "The request's body is not JSON.");
  }
}

async function startPush(target: PushTarget, body: unknown) {
  const push = await analyze(target, body);
  return startPushResponse(push, target.current, target.environment.list(), rememberPush(target, push));
}

async function finishPush(target: PushTarget, body: unknown) {
  const { startPush: started, dryRun } = body as {
    startPush: { schemaChange: SchemaChange };
    dryRun: boolean;
  };
  const push = findPush(target, started.schemaChange);
  const diff = diffPushes(target.current, push);
  if (dryRun) return diff;
  await target.activate(push);
  forgetPushes(target);
  return diff;
}

async function analyze(target: PushTarget, body: unknown): Promise<ActivePush> {
  const request = withAllModules(body as StartPushRequest, target.current);
  const options = {
    requireVariables: !request.forCodegen,
    environmentKey: JSON.stringify([target.urls, target.environment.list()]),
  };
  try {
    return await analyzePush(request, (name) => target.environment.get(name), target.urls, options);
  } catch (error) {
    if (!(error instanceof PushError)) throw error;
    throw new PushError(error.code, `Hit an error while pushing:\n${error.message}`, error.status);
  }
}

/** The key is in the header; older calls have it in the body. */
function requireAdmin(target: PushTarget, authorization: string | undefined, body: unknown): void {
  const inBody = (body as { adminKey?: unknown } | undefined)?.adminKey;
  const given = authorization?.replace(/^Convex /, "") ?? (typeof inBody === "string" ? inBody : "");
  const [actual, wanted] = [Buffer.from(given), Buffer.from(target.adminKey)];
  if (actual.length !== wanted.length || !timingSafeEqual(actual, wanted))
    throw new PushError(
      "BadDeployKey",
      "The provided deploy key was invalid for this deployment. Take CONVEX_SELF_HOSTED_ADMIN_KEY from .env.local.",
      403,
    );
}
