import "server-only";
import { browserHash, hmacSha256Hex, withTimeout } from "@latchkey/login-links/http";
import { fetchQuery } from "convex/nextjs";
import { api } from "@/convex/_generated/api";
import { type MailState, mailStateMessage } from "../mail-state";
import { authSettings } from "./auth-server";
import { env } from "./env";
import { signIn } from "./sign-in";

/** How long to wait for the state of the mail, in ms. The page shows it in one line, which must not delay the rest. */
const TIMEOUT_MS = 1_000;

/** What happened to the mail that this browser waits for. Null if it waits for none, or if Convex does not answer in time. */
export async function mailStateOf(request: Request): Promise<MailState | null> {
  const { pending } = signIn.read(request);
  if (!pending) return null;
  const waiting = { browserHash: await browserHash(pending), askedAt: pending.askedAt, now: Date.now() };
  const message = mailStateMessage(waiting.browserHash, waiting.askedAt, waiting.now);
  const signature = await hmacSha256Hex(env.INTERNAL_PROXY_SECRET, message);
  const ask = () => fetchQuery(api.signInMails.state, { ...waiting, signature }, { url: authSettings.url });
  return withTimeout(ask, TIMEOUT_MS).catch(() => null);
}
