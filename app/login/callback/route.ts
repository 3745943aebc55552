import { fetchMutation } from "convex/nextjs";
import { api } from "@/convex/_generated/api";
import { env } from "@/lib/env";
import { createExchange } from "@/lib/exchange";
import { log } from "@/lib/log";
import { requestIdFor } from "@/lib/request-id";
import { endReplacedSession } from "@/lib/sign-out";
import { clientOfRequest, peekAtLink } from "@/lib/visit";

const exchange = createExchange({
  siteUrl: env.SITE_URL,
  peek: (_request, link) => peekAtLink(link),
  async exchange(request, spend) {
    const client = await clientOfRequest(request.headers, requestIdFor(request));
    return fetchMutation(api.loginLinks.exchange, { ...spend, client });
  },
  endReplacedSession: (request, setCookies) =>
    endReplacedSession(request, setCookies, {
      siteUrl: env.SITE_URL,
      convexSiteUrl: env.NEXT_PUBLIC_CONVEX_SITE_URL,
    }),
  reportError: (error, request) =>
    log.error("exchange.unreachable", error, { requestId: requestIdFor(request) }),
});

/** HEAD is exported too: Next would otherwise answer it by running GET. */
export { exchange as GET, exchange as HEAD, exchange as POST };
