import { api } from "@/convex/_generated/api";
import type { Id } from "@/convex/_generated/dataModel";
import { fetchAuthAction } from "@/lib/server/auth-server";
import { codeOf } from "@/lib/failure";
import { route } from "@/lib/server/route";
import { getUser } from "@/lib/server/session";
import { NO_EMAIL } from "@/lib/messages/campaign-preview";
import { asFramed, MAIL_FRAME_HEADERS } from "./frame";

type Context = { params: Promise<{ id: string }> };

/**
 * Serves a campaign's mail as a separate page for the preview's frame. A frame with `srcdoc` would have the security
 * policy of the surrounding page, which forbids images from other hosts. The Convex function checks who may see the
 * mail.
 */
async function showMail(request: Request, { params }: Context): Promise<Response> {
  const { id } = await params;
  const { searchParams } = new URL(request.url);
  const recipient = searchParams.get("recipient");
  try {
    const user = await getUser();
    if (!user) return noMail(401);
    const { html } = await fetchAuthAction(api.campaignPreviews.render, {
      forUser: user.id,
      campaignId: id as Id<"campaigns">,
      ...(recipient ? { recipientId: recipient as Id<"recipients"> } : {}),
    });
    return answer(asFramed(html, searchParams.has("dark")), "text/html", 200);
  } catch (error) {
    return noMail(statusOf(error));
  }
}

const noMail = (status: number) => answer(NO_EMAIL, "text/plain", status);

function answer(body: string, type: string, status: number): Response {
  const headers = { ...MAIL_FRAME_HEADERS, "Content-Type": `${type}; charset=utf-8` };
  return new Response(body, { status, headers });
}

/** HEAD is included, because Next would otherwise run GET for it. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route<Context>({
  GET: showMail,
  HEAD: () => new Response(null, { status: 204 }),
});

const STATUSES: Record<string, number> = { unauthenticated: 401, forbidden: 403, not_found: 404 };

/**
 * Convex rejects a malformed id before the function runs, with an error that has no code. Therefore an error without a
 * code counts as not found.
 */
function statusOf(error: unknown): number {
  return STATUSES[codeOf(error) ?? "not_found"] ?? 500;
}
