import { route } from "@/lib/server/route";
import { LIVE_MAIL_HEADERS, LIVE_MAIL_PAGE } from "./frame";

/**
 * Serves the frame beside the text of a draft. It is the same for everybody and contains nothing of a campaign. As in
 * ../[id]/mail/route.ts, it is a page of its own because it needs a security policy of its own.
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
