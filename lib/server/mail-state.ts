import "server-only";
import { browserHash, hmacSha256Hex, withTimeout } from "@latchkey/login-links/http";
import { fetchQuery } from "convex/nextjs";
import { api } from "@/convex/_generated/api";
import { type MailState, mailStateMessage } from "../mail-state";
import { authSettings } from "./auth-server";
import { env } from "./env";
import { signIn } from "./sign-in";

/** In ms: the page is more important than this line of it. */
const PATIENCE = 1_000;

/** What has become of the mail that this browser waits for; null if it waits for none, or if Convex does not answer in time. */
export async function mailStateOf(request: Request): Promise<MailState | null> {
  const { pending } = signIn.read(request);
  if (!pending) return null;
  const waiting = { browserHash: await browserHash(pending), askedAt: pending.askedAt, now: Date.now() };
  const message = mailStateMessage(waiting.browserHash, waiting.askedAt, waiting.now);
  const signature = await hmacSha256Hex(env.INTERNAL_PROXY_SECRET, message);
  const ask = () => fetchQuery(api.signInMails.state, { ...waiting, signature }, { url: authSettings.url });
  return withTimeout(ask, PATIENCE).catch(() => null);
}
