import { route } from "@/lib/server/route";
import { LIVE_MAIL_HEADERS, LIVE_MAIL_PAGE } from "./frame";

/**
 * Serves the page of the frame next to the text of a draft. The page is the same for everybody and contains no data of
 * a campaign. Like ../[id]/mail/route.ts, it is a separate page, because it needs its own security policy.
 */
const showFrame = () =>
  new Response(LIVE_MAIL_PAGE, {
    headers: { ...LIVE_MAIL_HEADERS, "Content-Type": "text/html; charset=utf-8" },
  });

/** HEAD is included, because Next would otherwise run GET for it. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: showFrame,
  HEAD: () => new Response(null, { status: 204 }),
});
