/** A person's actions in a browser, and the calls that Next.js makes for them. */
import { api } from "@/convex/_generated/api";
import { randomSecret, sha256Hex, signClaim } from "@latchkey/login-links/http";
import type { Mail } from "./mail";
import { type World, runScheduled } from "./world";

/** A browser as Convex sees it: the hash of its pending cookie, and its current attempt. */
export interface Browser {
  browserHash: string;
  attempt: string;
}

export async function newBrowser(): Promise<Browser> {
  return { browserHash: await sha256Hex(randomSecret()), attempt: randomSecret() };
}

export const USER_AGENT =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

let callers = 0;

/** An IP address that nobody has called from yet, so that limits by address do not affect other tests. */
export function newIp(): string {
  callers += 1;
  return `10.${(callers >> 16) & 255}.${(callers >> 8) & 255}.${callers & 255}`;
}

interface From {
  ip?: string;
  /** The hash of the cookie by which a device is recognised. Without it, the browser has no such cookie. */
  deviceHash?: string;
}

/** The `client` argument of the function `calls` for a visitor at this address, signed as Next.js signs it. */
export async function visitorAt(ip: string | null, calls: string, at = Date.now()) {
  const secret = process.env.INTERNAL_PROXY_SECRET ?? "";
  return { userAgent: USER_AGENT, claim: await signClaim(secret, calls, { address: ip, at }) };
}

/** Requests a link on /login; nothing is mailed before `runScheduled`. */
export async function ask(
  { t }: Pick<World, "t">,
  email: string,
  browser: Browser,
  { ip = newIp(), next, deviceHash }: From & { next?: string } = {},
) {
  const { browserHash } = browser;
  const args = {
    email,
    browserHash,
    client: { ...(await visitorAt(ip, "loginLinks:request")), ...(deviceHash && { deviceHash }) },
    ...(next === undefined ? {} : { next }),
  };
  return t.mutation(api.loginLinks.request, args);
}

/** Requests a link, and waits for the mail. */
export async function askAndRead(world: World, email: string, browser: Browser): Promise<Mail> {
  await ask(world, email, browser);
  await runScheduled(world);
  return world.mail.lastTo(email);
}

/** Returns the call that follows a link. Its arguments are already prepared, so the call is sent at once. */
export async function readyToFollow(
  { t }: Pick<World, "t">,
  token: string,
  { attempt, browserHash }: { attempt: string; browserHash?: string },
  { ip = newIp(), deviceHash }: From = {},
) {
  const visitor = await visitorAt(ip, "loginLinks:exchange");
  const client = { ...visitor, ...(deviceHash && { deviceHash }) };
  return () =>
    t.mutation(api.loginLinks.exchange, {
      proof: { kind: "token", token },
      attempt,
      ...(browserHash === undefined ? {} : { browserHash }),
      client,
    });
}

export async function followLink(...call: Parameters<typeof readyToFollow>) {
  return (await readyToFollow(...call))();
}

export async function typeCode(
  { t }: Pick<World, "t">,
  code: string,
  { attempt, browserHash }: Browser,
  { ip = newIp() }: From = {},
) {
  return t.mutation(api.loginLinks.exchange, {
    proof: { kind: "code", code, browserHash },
    attempt,
    browserHash,
    client: await visitorAt(ip, "loginLinks:exchange"),
  });
}

/** Any code but this one. */
export function wrong(code: string): string {
  return code === "000000" ? "000001" : "000000";
}
