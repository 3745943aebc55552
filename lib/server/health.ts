import "server-only";
import { hmacSha256Hex, withTimeout } from "@latchkey/login-links/http";
import { fetchQuery } from "convex/nextjs";
import { api } from "@/convex/_generated/api";
import schema from "@/convex/schema";
import { DEFAULT_APP_NAME } from "../app-name";
import { env } from "./env";
import { healthMessage, schemaFingerprint } from "../fingerprint";

const TIMEOUT_MS = 5_000;

export type Health = {
  status: "ok" | "failing";
  /** A description of each problem; empty if there is none. */
  problems: string[];
  siteUrl: string;
  appName: string;
  convexUrl: string;
  convexSiteUrl: string;
  /** The schema that this app was built with, and the schema that the deployment runs (null if it does not answer). */
  schema: { app: string; convex: string | null };
  /** How long Convex took, in ms. */
  convexMs: number | null;
};

/** The state of this app and its deployment, and whether they fit together. It contains no secrets. */
export async function checkHealth(): Promise<Health> {
  const startedAt = performance.now();
  const [expected, answer] = await Promise.all([schemaFingerprint(schema), askConvex().catch(() => null)]);
  const problems = answer
    ? misfits(expected, answer)
    : ["Convex does not answer, or lacks this app's functions."];
  return {
    status: problems.length === 0 ? "ok" : "failing",
    problems,
    siteUrl: env.SITE_URL,
    appName: env.APP_NAME ?? DEFAULT_APP_NAME,
    convexUrl: env.NEXT_PUBLIC_CONVEX_URL,
    convexSiteUrl: env.NEXT_PUBLIC_CONVEX_SITE_URL,
    schema: { app: expected, convex: answer?.schema ?? null },
    convexMs: answer && Math.round(performance.now() - startedAt),
  };
}

type Answer = { schema: string; agrees: { siteUrl: boolean; proxySecret: boolean } };

async function askConvex(): Promise<Answer> {
  const minute = Math.floor(Date.now() / 60_000);
  const signature = await hmacSha256Hex(env.INTERNAL_PROXY_SECRET, healthMessage(minute));
  const args = { siteUrl: env.SITE_URL, minute, signature };
  return withTimeout(() => fetchQuery(api.health.check, args), TIMEOUT_MS);
}

const PROXY_SECRET_DIFFERS =
  "INTERNAL_PROXY_SECRET is not the same on Convex: all visitors together share one small rate limit.";

function misfits(expected: string, { schema, agrees }: Answer): string[] {
  return [
    ...(schema === expected ? [] : ["The schema on Convex is not the one that this app was built with."]),
    ...(agrees.siteUrl ? [] : ["SITE_URL is not the same on Convex."]),
    ...(agrees.proxySecret ? [] : [PROXY_SECRET_DIFFERS]),
  ];
}
