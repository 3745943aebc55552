import { fetchMutation } from "convex/nextjs";
import { api } from "@/convex/_generated/api";
import { log } from "@/lib/log";
import { readForm } from "@/lib/read-form";
import { requestIdIn } from "@/lib/request-id";
import { readSignedLink, unsubscribePath } from "../signed-link";

/**
 * What mail programs POST to when somebody presses their own unsubscribe button (RFC 8058, section 3.2). They send no
 * cookie and no origin: the signature in the URL is all there is to check, and it is enough.
 */
export async function POST(request: Request): Promise<Response> {
  const link = linkOf(request);
  if (!link) return answer(404, "This link is not one of ours.");
  if (!(await isOneClick(request))) return answer(400, "The body must be List-Unsubscribe=One-Click.");
  try {
    const { ok } = await fetchMutation(api.unsubscribes.confirm, link);
    return ok ? answer(200, "Unsubscribed.") : answer(404, "This link is not one of ours.");
  } catch (error) {
    log.error("unsubscribe.unreachable", error, { requestId: requestIdIn(request.headers) });
    return answer(503, "Try again in a moment.");
  }
}

/** Somebody, or something, opened it: they get the page, and nothing has changed. */
export function GET(request: Request): Response {
  const link = linkOf(request);
  const location = link ? unsubscribePath(link) : "/unsubscribe";
  return new Response(null, { status: 303, headers: { Location: location, "Cache-Control": "no-store" } });
}

function linkOf(request: Request) {
  const { searchParams } = new URL(request.url);
  return readSignedLink((name) => searchParams.get(name));
}

/** Form-encoded or multipart: the RFC allows both. */
async function isOneClick(request: Request): Promise<boolean> {
  const form = await readForm(request);
  return form?.get("List-Unsubscribe") === "One-Click";
}

function answer(status: number, text: string): Response {
  return new Response(`${text}\n`, {
    status,
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
  });
}
