import "server-only";
import { ConvexHttpClient } from "convex/browser";
import { getFunctionName } from "convex/server";
import type { api } from "@/convex/_generated/api";
import { type Client, clientOf } from "../client-ip";
import { env } from "./env";
import { log } from "./log";
import { repeatingConflicts } from "../repeating-conflicts";
import type { VisitorFunction } from "../visitor-claim";

/**
 * How long a visitor waits for Convex, in milliseconds, repetitions included: longer than Convex needs to give up a call for
 * conflicts and be asked once more, on a bad day.
 */
export const PATIENCE = 25_000;

/** A request, as far as Convex is told of it. */
export type Visitor = { headers: Headers; requestId: string | undefined };

type LoginLinks = (typeof api)["loginLinks"];
type VisitorMutation = LoginLinks["request"] | LoginLinks["renew"] | LoginLinks["exchange"];

/**
 * Makes one of the calls that Next.js makes for a visitor: signed, and repeated while it loses against others. All of them
 * may be repeated: an exchange is known again by its attempt, a request by its id.
 */
export async function callForVisitor<Answer>(
  { headers, requestId }: Visitor,
  mutation: VisitorMutation,
  call: (convex: ConvexHttpClient, client: Client) => Promise<Answer>,
): Promise<Answer> {
  const { TRUSTED_IP_HEADER: trustedHeader, INTERNAL_PROXY_SECRET: secret } = env;
  // The type of `mutation` leaves no other names.
  const name = getFunctionName(mutation) as VisitorFunction;
  const client = await clientOf(headers, name, { trustedHeader, secret, now: Date.now(), requestId });
  const onConflict = (tries: number) => log.info("convex.conflict", { requestId, name, tries });
  return call(newConvexClient(onConflict), client);
}

function newConvexClient(onConflict: (tries: number) => void): ConvexHttpClient {
  const signal = AbortSignal.timeout(PATIENCE);
  const send: typeof fetch = (input, init) => fetch(input, { ...init, signal, cache: "no-store" });
  return new ConvexHttpClient(env.NEXT_PUBLIC_CONVEX_URL, {
    fetch: repeatingConflicts(send, { budgetMs: PATIENCE, onConflict }),
  });
}
