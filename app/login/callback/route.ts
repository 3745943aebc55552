import { fetchMutation } from "convex/nextjs";
import { api } from "@/convex/_generated/api";
import { env } from "@/lib/env";
import { createExchange } from "@/lib/exchange";
import { endSession, isSameSession } from "@/lib/sign-out";
import { clientOfRequest, peekAtLink } from "@/lib/visit";

const exchange = createExchange({
  siteUrl: env.SITE_URL,
  peek: (_request, link) => peekAtLink(link),
  async exchange(request, spend) {
    const client = await clientOfRequest(request.headers);
    return fetchMutation(api.loginLinks.exchange, { ...spend, client });
  },
  async endReplacedSession(request, setCookies) {
    if (isSameSession(request, setCookies)) return;
    await endSession(request, { siteUrl: env.SITE_URL, convexSiteUrl: env.NEXT_PUBLIC_CONVEX_SITE_URL });
  },
  reportError: (error) => console.error("The exchange could not reach Convex:", error),
});

/** HEAD is exported too: Next would otherwise answer it by running GET. */
export { exchange as GET, exchange as HEAD, exchange as POST };
