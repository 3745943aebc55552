import type { GenericCtx } from "@convex-dev/better-auth";
import { JWT_COOKIE_NAME } from "@convex-dev/better-auth/plugins";
import { APIError } from "better-auth/api";
import { betterAuth, type BetterAuthOptions } from "better-auth/minimal";
import type { Session, User } from "better-auth";
import { ConvexError } from "convex/values";
import type { GenericDataModel } from "convex/server";
import { callerOf, type Sessions } from "../convex/sessions.ts";
import { byEmail, byId, type Finder, loginLinks } from "./plugin.ts";

/** The part of the owner's `createAuth` result that is needed here. */
export interface OwnersAuth {
  options: BetterAuthOptions;
  $context: Promise<{ adapter: Finder }>;
  /** From the Convex plugin. */
  api: { getJwks(): Promise<unknown> };
}

/**
 * The option `sessions` that begins sessions with the owner's own Better Auth, with its hooks, bans and plugins. Works
 * with the packaged component and with a local install. Slower than `localInstall`, which builds no instance. If the
 * instance does not have the plugin `loginLinks()`, a second instance with the plugin is built, for the exchange only.
 */
export function throughAuth<DM extends GenericDataModel>(
  createAuth: (ctx: GenericCtx<DM>) => OwnersAuth,
): Sessions<DM> {
  const adapterOf = async (ctx: GenericCtx<DM>) => (await createAuth(ctx).$context).adapter;
  return {
    hasUser: async (ctx, email) => (await byEmail(await adapterOf(ctx), email)) !== null,
    viewer: async (ctx) => {
      const caller = await callerOf(ctx);
      if (!caller) return null;
      const adapter = await adapterOf(ctx);
      // The session's row is read each time, because a JWT lives up to 15 minutes longer than its session.
      const session = await byId<Session>(adapter, "session", caller.sessionId);
      const isTheirs = session?.userId === caller.userId;
      const user = isTheirs ? await byId<User>(adapter, "user", caller.userId) : null;
      return user && { ...caller, email: user.email };
    },
    begin: async (ctx, body) => {
      const call = mintingApi(createAuth(ctx)).beginLinkSession({ body, returnHeaders: true });
      const { headers, response } = await call.catch(refuse);
      return { ...response, setCookies: cookiesOf(headers) };
    },
    resume: async (ctx, sessionId) => {
      const call = mintingApi(createAuth(ctx)).resumeLinkSession({
        body: { sessionId },
        returnHeaders: true,
      });
      const { headers, response } = await call.catch(refuse);
      return response && { ...response, setCookies: cookiesOf(headers) };
    },
    ensureKey: async (ctx) => void (await createAuth(ctx).api.getJwks()),
  };
}

function mintingApi({ options, api }: OwnersAuth): MintingApi {
  return hasPlugin(api) ? api : withPlugin(options).api;
}

const withPlugin = (options: BetterAuthOptions) =>
  betterAuth({ ...options, plugins: [...(options.plugins ?? []), loginLinks()] });

type MintingApi = Pick<ReturnType<typeof withPlugin>["api"], "beginLinkSession" | "resumeLinkSession">;

function hasPlugin(api: object): api is MintingApi {
  return "beginLinkSession" in api;
}

/**
 * If Better Auth refuses, for example because of a ban, the transaction is undone. The error's code is how the HTTP
 * side recognises the refusal.
 */
function refuse(error: unknown): never {
  if (!(error instanceof APIError)) throw error;
  throw new ConvexError({ code: "refused", message: error.message });
}

/**
 * Throws without a JWT cookie. The Convex plugin swallows the errors of signing, and a session without a JWT opens no
 * page.
 */
function cookiesOf(headers: Headers): string[] {
  const setCookies = headers.getSetCookie();
  if (!setCookies.some((cookie) => isJwtCookie(cookie)))
    throw new Error(
      "No JWT could be signed. Run loginLinks:ensureKey, and see that convex() is among the plugins.",
    );
  return setCookies;
}

function isJwtCookie(setCookie: string): boolean {
  const name = setCookie.slice(0, setCookie.indexOf("="));
  return name === JWT_COOKIE_NAME || name.endsWith(`.${JWT_COOKIE_NAME}`);
}
