import { ConvexHttpClient } from "convex/browser";
import { type DefaultFunctionArgs, type FunctionReference, getFunctionName } from "convex/server";
import { ConvexError } from "convex/values";
import { signMinute } from "../shared/clock-claim.ts";
import type { ExchangeOutcome, LinkView, RequestOutcome } from "../shared/login-link.ts";
import type { Backend, Spend } from "./backend.ts";
import { type Client, clientOf } from "./client.ts";
import { endSession } from "./end-session.ts";
import { claimsOf } from "./jwt-claims.ts";
import { repeatingConflicts } from "./repeating-conflicts.ts";
import { repeatingLostCalls } from "./repeating-lost-calls.ts";
import { readSession } from "./session-cookie.ts";
import { codeOf, readToken, type Token, type TokenSettings, withToken } from "./tokens.ts";
import { isFromProxy, type TrustedProxy } from "./trusted-proxy.ts";
import { timeoutSignal } from "./with-timeout.ts";

type Public<Type extends "query" | "mutation", Result> = FunctionReference<
  Type,
  "public",
  DefaultFunctionArgs,
  Result
>;

/** The public functions of the owner's `convex/loginLinks.ts`: `api.loginLinks`. */
export type LoginLinkFunctions<Extra = unknown> = {
  peek: Public<"query", LinkView<Extra>>;
  exchange: Public<"mutation", ExchangeOutcome>;
  request: Public<"mutation", RequestOutcome>;
  renew: Public<"mutation", RequestOutcome>;
};

export type VisitorSettings = {
  /** The address of the deployment, as in NEXT_PUBLIC_CONVEX_URL. */
  url: string;
  /** At least 32 characters, the same on both sides. This server signs its calls for visitors with it. */
  proxySecret: string;
  /**
   * The header in which the proxy in front of this server puts the caller's address, replacing any value from the
   * caller. Without one, all visitors share one limit.
   */
  trustedIpHeader?: string;
  /**
   * For a server that callers can also reach without the proxy: `trustedIpHeader` is used only if the request has this
   * secret.
   */
  trustedProxy?: TrustedProxy;
  /** The id of the request for the logs; a random UUID by default. */
  requestIdOf?(request: Request): string;
  /**
   * SHA-256 (hex) of a secret that the app keeps in a cookie of this browser; null without one. The hooks get it as
   * `client.deviceHash`, so that an app can recognise a browser in which somebody signed in before.
   */
  deviceHashOf?(request: Request): Promise<string | null>;
  /** Called before a call that conflicted with other transactions is sent again, after `tries` failures. */
  onConflict?(conflict: { name: string; tries: number; request: Request }): void;
  /** How long a visitor waits, in milliseconds, retries included; 25,000 by default. */
  timeoutMs?: number;
};

export type ConvexBackendSettings<Extra = unknown> = TokenSettings &
  VisitorSettings & {
    functions: LoginLinkFunctions<Extra>;
    /** The JWT of the person who is signed in in the request's browser; `readToken` by default. */
    tokenOf?(request: Request, isReplacement: boolean): Promise<Token>;
  };

/**
 * Long enough for Convex to give up a call because of conflicts and be asked once more: it tries a mutation five times
 * with random waits of up to 100, 200, 400 and 800 ms, then answers 503.
 */
export const TIMEOUT_MS = 25_000;

/**
 * A deployment, as a server calls it for its visitors: each call is signed, and repeated after conflicts and once after
 * its connection broke. Repeating is safe, because Convex recognises a repeated exchange by its attempt and a repeated
 * request by its id.
 */
export function convexBackend<Extra = unknown>(settings: ConvexBackendSettings<Extra>): Backend<Extra> {
  const deployment = new Deployment(settings);
  return {
    peek: (request, link) => deployment.peek(request, link),
    exchange: (request, spend) => deployment.exchange(request, spend),
    request: (request, ask) => deployment.mutate(request, settings.functions.request, ask),
    renew: (request, ask) => deployment.mutate(request, settings.functions.renew, ask),
    endSession: (request) => endSession(request, settings),
    userIdOf: async (request) => claimsOf((await deployment.tokenOf(request, false)).token).userId,
  };
}

/**
 * For an app's own public mutations that a server calls for its visitors. They accept `client: clientValidator`, and
 * `admit` of the entry `/links` reads it.
 */
export function visitorMutations(settings: VisitorSettings): Pick<Visits, "mutate"> {
  return new Visits(settings);
}

/** Calls for the visitor of the current request: signed with their address, and repeated after conflicts. */
class Visits {
  constructor(private readonly visits: VisitorSettings) {}

  async mutate<Result>(
    request: Request,
    mutation: Public<"mutation", Result>,
    args: DefaultFunctionArgs,
  ): Promise<Result> {
    const name = getFunctionName(mutation);
    const client = await this.visitorOf(request, name);
    return this.clientFor(request, name).mutation(mutation, { ...args, client });
  }

  private async visitorOf(request: Request, name: string): Promise<Client> {
    const { proxySecret: secret, trustedIpHeader, trustedProxy, requestIdOf, deviceHashOf } = this.visits;
    const isTrusted = trustedProxy === undefined || (await isFromProxy(request.headers, trustedProxy));
    const trustedHeader = isTrusted ? trustedIpHeader : undefined;
    const requestId = requestIdOf?.(request) ?? crypto.randomUUID();
    const deviceHash = await deviceHashOf?.(request);
    return clientOf(request.headers, name, { trustedHeader, secret, now: Date.now(), requestId, deviceHash });
  }

  /** An app's own mutation may do its work twice if it is repeated after a lost answer, so here none is. */
  protected sendWith(send: typeof fetch): typeof fetch {
    return send;
  }

  protected clientFor(request: Request, name: string, auth?: string): ConvexHttpClient {
    const { url, onConflict, timeoutMs = TIMEOUT_MS } = this.visits;
    const signal = timeoutSignal(timeoutMs);
    const send: typeof fetch = (input, init) => fetch(input, { ...init, signal, cache: "no-store" });
    return new ConvexHttpClient(url, {
      auth,
      fetch: repeatingConflicts(this.sendWith(send), {
        budgetMs: timeoutMs,
        onConflict: (tries) => onConflict?.({ name, tries, request }),
      }),
    });
  }
}

/** The package's own functions, which recognise a repeated call. */
class Deployment<Extra> extends Visits {
  constructor(private readonly settings: ConvexBackendSettings<Extra>) {
    super(settings);
  }

  protected override sendWith(send: typeof fetch): typeof fetch {
    return repeatingLostCalls(send);
  }

  /** If there is no session cookie, the call is made without a JWT, because nobody is signed in. */
  async peek(request: Request, link: { token: string; browserHash?: string }): Promise<LinkView<Extra>> {
    const { functions, proxySecret } = this.settings;
    const args = { ...link, ...(await signMinute(proxySecret, Date.now())) };
    const look = (auth?: string) => this.clientFor(request, "peek", auth).query(functions.peek, args);
    const hasSession = readSession(request.headers, this.settings) !== null;
    return hasSession ? withToken((isReplacement) => this.tokenOf(request, isReplacement), look) : look();
  }

  async exchange(request: Request, spend: Spend): Promise<ExchangeOutcome> {
    try {
      return await this.mutate(request, this.settings.functions.exchange, spend);
    } catch (error) {
      if (isRefusal(error)) return { ok: false, reason: "refused" };
      throw error;
    }
  }

  tokenOf(request: Request, isReplacement: boolean): Promise<Token> {
    const { tokenOf } = this.settings;
    return tokenOf
      ? tokenOf(request, isReplacement)
      : readToken(request.headers, this.settings, isReplacement);
  }
}

/** Failures of this package's own functions, which do not concern the person who signs in. */
const OWN_FAILURES = ["misconfigured", "invalid"];

/**
 * Whether a hook of the app threw on purpose (a ban, for example). Convex does not report other errors as a
 * ConvexError.
 */
function isRefusal(error: unknown): boolean {
  return error instanceof ConvexError && !OWN_FAILURES.includes(codeOf(error) ?? "");
}
