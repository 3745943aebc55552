"use server";

import { redirect } from "next/navigation";
import { api } from "@/convex/_generated/api";
import { callForVisitor } from "@/lib/for-visitor";
import { log } from "@/lib/log";
import { loginPath } from "@/lib/login-path";
import { browserHash, nextPending, type Pending } from "@/lib/pending-cookie";
import { safeRedirect } from "@/lib/safe-redirect";
import { getLinkInHand, getPending, getRequestId, getVisitor, keepPending } from "@/lib/visit";
import type { Asking } from "./asking";
import { cooldownLeft } from "./cooldown";

/** Asks for a link for the address typed. Says nothing of whether anybody has it. */
export async function askForLink(_previous: Asking, form: FormData): Promise<Asking> {
  const email = textOf(form, "email").trim();
  const next = safeRedirect(textOf(form, "next"));
  const pending = nextPending(await getPending(), email, Date.now());
  const failure = await ask(pending, next);
  if (failure) return { email, ...failure };
  await keepPending(pending);
  redirect(loginPath(next));
}

/** Sends one more email to the address that the pending cookie holds. */
export async function sendAgain(form: FormData): Promise<void> {
  const next = safeRedirect(textOf(form, "next"));
  const previous = await getPending();
  if (!previous?.email) redirect(loginPath(next, { another: "" }));
  if (cooldownLeft(previous.askedAt, Date.now()) > 0) redirect(loginPath(next, { problem: "cooldown" }));
  const pending = nextPending(previous, previous.email, Date.now());
  const failure = await ask(pending, next);
  if (failure) redirect(loginPath(next, inQuery(failure)));
  await keepPending(pending);
  redirect(loginPath(next, { sent: "again" }));
}

/** Mails a new link to the address of the expired one in hand. The address stays unknown here: it may not be the reader's. */
export async function renewLink(): Promise<void> {
  const link = await getLinkInHand();
  if (!link) redirect("/login/confirm");
  const pending = nextPending(await getPending(), "", Date.now());
  const failure = await attempt(async () =>
    callForVisitor(await getVisitor(), api.loginLinks.renew, async (convex, client) =>
      convex.mutation(api.loginLinks.renew, {
        token: link.token,
        browserHash: await browserHash(pending),
        client,
      }),
    ),
  );
  if (failure) redirect(`/login/confirm?${new URLSearchParams(inQuery(failure))}`);
  await keepPending(pending);
  redirect("/login");
}

const ask = (pending: Pending, next: string) =>
  attempt(async () =>
    callForVisitor(await getVisitor(), api.loginLinks.request, async (convex, client) =>
      convex.mutation(api.loginLinks.request, {
        email: pending.email,
        next,
        browserHash: await browserHash(pending),
        client,
      }),
    ),
  );

type Answer = { ok: true } | { ok: false; reason: Failure["problem"]; retryAfterSeconds?: number };
type Failure = {
  problem: "invalid_email" | "rate_limited" | "unknown" | "unreachable";
  waitSeconds?: number;
};

/** What went wrong, or null. Convex out of reach is one of the answers: the person keeps the page and tries again. */
async function attempt(call: () => Promise<Answer>): Promise<Failure | null> {
  try {
    const answer = await call();
    return answer.ok ? null : { problem: answer.reason, waitSeconds: answer.retryAfterSeconds };
  } catch (error) {
    log.error("asking.unreachable", error, { requestId: await getRequestId() });
    return { problem: "unreachable" };
  }
}

function inQuery({ problem, waitSeconds }: Failure): Record<string, string> {
  return waitSeconds === undefined ? { problem } : { problem, wait: String(Math.ceil(waitSeconds)) };
}

function textOf(form: FormData, field: string): string {
  const value = form.get(field);
  return typeof value === "string" ? value : "";
}
