import { api } from "@/convex/_generated/api";
import { env } from "@/lib/server/env";
import { createExchange } from "@/lib/login/exchange";
import { callForVisitor, PATIENCE } from "@/lib/server/for-visitor";
import { log } from "@/lib/server/log";
import { requestIdFor } from "@/lib/request-id";
import { route } from "@/lib/server/route";
import { endReplacedSession } from "@/lib/login/sign-out";
import { peekAtLink } from "@/lib/server/request-context";

const exchange = createExchange({
  siteUrl: env.SITE_URL,
  patience: PATIENCE,
  peek: (_request, link) => peekAtLink(link),
  exchange(request, spend) {
    const visitor = { headers: request.headers, requestId: requestIdFor(request) };
    return callForVisitor(visitor, api.loginLinks.exchange, (convex, client) =>
      convex.mutation(api.loginLinks.exchange, { ...spend, client }),
    );
  },
  endReplacedSession: (request, setCookies) =>
    endReplacedSession(request, setCookies, {
      siteUrl: env.SITE_URL,
      convexSiteUrl: env.NEXT_PUBLIC_CONVEX_SITE_URL,
    }),
  reportError: (error, request) =>
    log.error("exchange.unreachable", error, { requestId: requestIdFor(request) }),
});

/** HEAD is named too: Next would otherwise answer it by running GET. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: exchange,
  HEAD: exchange,
  POST: exchange,
});
