import "server-only";
import {
  convexBackend,
  createSignIn,
  type Step,
  TIMEOUT_MS,
  type VisitorSettings,
} from "@latchkey/login-links/http";
import { api } from "@/convex/_generated/api";
import type { OwnLinkFields } from "../link-view";
import { requestIdFor, requestIdIn } from "../request-id";
import { siteOf } from "../site";
import { authSettings, fetchAuthMutation, tokenOf } from "./auth-server";
import { getBrand } from "./brand";
import { withinBudget } from "./budget";
import { deviceHashOf } from "./device-cookie";
import { env } from "./env";
import { log } from "./log";

/** How Next calls Convex for its visitors. */
export const visitorSettings: VisitorSettings = {
  url: authSettings.url,
  proxySecret: env.INTERNAL_PROXY_SECRET,
  trustedIpHeader: env.TRUSTED_IP_HEADER,
  requestIdOf: requestIdFor,
  deviceHashOf,
  onConflict: ({ request, ...conflict }) =>
    log.info("convex.conflict", { requestId: requestIdFor(request), ...conflict }),
};

const backend = convexBackend<OwnLinkFields>({
  ...authSettings,
  ...visitorSettings,
  functions: api.loginLinks,
  tokenOf,
});

/** The name of the event that is logged when a step fails. */
const EVENTS: Record<Step, string> = {
  look: "confirm.unreachable",
  peek: "exchange.unreachable",
  exchange: "exchange.unreachable",
  "end-session": "exchange.unreachable",
  request: "asking.unreachable",
  renew: "asking.unreachable",
  user: "logout.unknown_account",
  "end-other-sessions": "logout.others_remain",
};

/**
 * The steps between a link and a session. The routes of /login and /logout call these functions. The pages of /login
 * use `read` and `look`.
 */
export const signIn = createSignIn<OwnLinkFields>({
  ...siteOf(env.SITE_URL),
  brand: () => getBrand().name,
  backend: {
    ...backend,
    peek: (request, link) => withinBudget(backend.peek(request, link)),
    endOtherSessions: (_request, forUser) => fetchAuthMutation(api.sessions.revokeOthers, { forUser }),
  },
  timeoutMs: TIMEOUT_MS,
  reportError: (error, { step, request }) =>
    log.error(EVENTS[step], error, {
      // A page's request already got its id from middleware.ts.
      requestId: step === "look" ? requestIdIn(request.headers) : requestIdFor(request),
    }),
});
