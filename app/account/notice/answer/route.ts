import { isSameOrigin, readForm, redirect, textIn } from "@latchkey/login-links/http";
import { fetchMutation } from "convex/nextjs";
import { api } from "@/convex/_generated/api";
import { requestIdFor } from "@/lib/request-id";
import { env } from "@/lib/server/env";
import { log } from "@/lib/server/log";
import { route } from "@/lib/server/route";
import { signIn } from "@/lib/server/sign-in";
import { noticePath, readNoticeLink } from "../notice-link";

/** Handles the form on /account/notice. Redirects to the page, which shows the current state. */
async function answer(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers, env.SITE_URL)) return signIn.refuse(403);
  const form = await readForm(request);
  const link = readNoticeLink((name) => textIn(form, name));
  if (!link) return redirect("/account/notice");
  try {
    await fetchMutation(api.accountLinks.disownNotice, link);
    return redirect(noticePath(link));
  } catch (error) {
    log.error("account.unreachable", error, { requestId: requestIdFor(request) });
    return redirect(noticePath(link, { problem: "unreachable" }));
  }
}

const backToPage = () => redirect("/account/notice");

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: backToPage, POST: answer });
