import { isSameOrigin, readForm, redirect, textIn } from "@latchkey/login-links/http";
import { fetchMutation } from "convex/nextjs";
import { api } from "@/convex/_generated/api";
import { requestIdFor } from "@/lib/request-id";
import { env } from "@/lib/server/env";
import { log } from "@/lib/server/log";
import { route } from "@/lib/server/route";
import { signIn } from "@/lib/server/sign-in";
import { changePath, readChangeLink } from "../change-link";

/** Handles the form on /account/email. Redirects to the page, which shows the current state. */
async function change(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers, env.SITE_URL)) return signIn.refuse(403);
  const form = await readForm(request);
  const link = readChangeLink((name) => textIn(form, name));
  if (!link) return redirect("/account/email");
  try {
    const outcome = await fetchMutation(api.accountLinks.followChange, link);
    const isTaken = !outcome.ok && outcome.reason === "taken";
    return redirect(changePath(link, isTaken ? { problem: "taken" } : {}));
  } catch (error) {
    log.error("account.unreachable", error, { requestId: requestIdFor(request) });
    return redirect(changePath(link, { problem: "unreachable" }));
  }
}

const backToPage = () => redirect("/account/email");

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: backToPage, POST: change });
