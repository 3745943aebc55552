import { readForm, redirect, respond, textIn } from "@latchkey/login-links/http";
import { fetchMutation } from "convex/nextjs";
import { api } from "@/convex/_generated/api";
import { ANSWERS } from "@/lib/messages/unsubscribe";
import { log } from "@/lib/server/log";
import { requestIdFor } from "@/lib/request-id";
import { route } from "@/lib/server/route";
import { readSignedLink, unsubscribePath } from "../signed-link";

/**
 * Mail programs POST here when somebody uses the program's own unsubscribe button (RFC 8058, section 3.2). The request
 * has no cookie and no origin, so only the signature in the URL is checked. The signature proves that the link is from
 * one of our mails.
 */
async function unsubscribe(request: Request): Promise<Response> {
  const link = linkOf(request);
  if (!link) return say(404, ANSWERS.unknown);
  if (!(await isOneClick(request))) return say(400, ANSWERS.wrongBody);
  try {
    const { ok } = await fetchMutation(api.unsubscribes.confirm, link);
    return ok ? say(200, ANSWERS.unsubscribed) : say(404, ANSWERS.unknown);
  } catch (error) {
    log.error("unsubscribe.unreachable", error, { requestId: requestIdFor(request) });
    return say(503, ANSWERS.unreachable);
  }
}

/** For a GET request by a person or a program: redirects to the page, and changes nothing. */
function showPage(request: Request): Response {
  const link = linkOf(request);
  const location = link ? unsubscribePath(link) : "/unsubscribe";
  return redirect(location);
}

function linkOf(request: Request) {
  const { searchParams } = new URL(request.url);
  return readSignedLink((name) => searchParams.get(name));
}

/** Form-encoded or multipart: the RFC allows both. */
async function isOneClick(request: Request): Promise<boolean> {
  return textIn(await readForm(request), "List-Unsubscribe") === "One-Click";
}

const say = (status: number, text: string): Response =>
  respond(status, { "Content-Type": "text/plain; charset=utf-8" }, [], `${text}\n`);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: showPage,
  HEAD: showPage,
  POST: unsubscribe,
});
