import { isSameOrigin, readForm, redirect, textIn } from "@latchkey/login-links/http";
import { fetchMutation } from "convex/nextjs";
import { api } from "@/convex/_generated/api";
import { env } from "@/lib/server/env";
import { log } from "@/lib/server/log";
import { requestIdFor } from "@/lib/request-id";
import { route } from "@/lib/server/route";
import { signIn } from "@/lib/server/sign-in";
import { readSignedLink, unsubscribePath } from "../signed-link";

/**
 * Handles the forms on /unsubscribe. Redirects to the page, which shows the current state, or that Convex could not be
 * reached.
 */
async function change(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers, env.SITE_URL)) return signIn.refuse(403);
  const form = await readForm(request);
  const link = readSignedLink((name) => textIn(form, name));
  if (!link) return redirect("/unsubscribe");
  const isUndo = textIn(form, "do") === "undo";
  try {
    const { ok } = await fetchMutation(isUndo ? api.unsubscribes.undo : api.unsubscribes.confirm, link);
    return redirect(unsubscribePath(link, ok ? { done: isUndo ? "undone" : "unsubscribed" } : {}));
  } catch (error) {
    log.error("unsubscribe.unreachable", error, { requestId: requestIdFor(request) });
    return redirect(unsubscribePath(link, { problem: "unreachable" }));
  }
}

const backToPage = () => redirect("/unsubscribe");

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: backToPage, POST: change });
