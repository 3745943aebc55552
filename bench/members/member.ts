/** A member with a passkey, whose authenticator is a program. */
import { decodeJwt } from "jose";
import { Credential } from "../../__tests__/convex/support/authenticator";
import { exchangeOurs, ourTokens } from "../exchange/contenders";
import { callFunction } from "../support/convex";
import type { Stack } from "../support/stack";

const JWT_COOKIE = /^[^=]*convex_jwt=([^;]+)/;

export interface Member {
  assert(challenge: string): ReturnType<Credential["assert"]>;
}

/** Signs somebody in and registers a passkey for them, by the public functions. */
export async function signInMember(stack: Stack, email: string): Promise<Member> {
  const { jwt, userId } = await signInByLink(stack, email);
  const call = <T>(path: string, args: object) =>
    callFunction<T>(stack.deployment, "mutation", path, { ...args, forUser: userId }, { jwt });
  const { challenge, user } = await call<{ challenge: string; user: { id: string } }>(
    "passkeys:beginRegistration",
    {},
  );
  const site = { origin: stack.appUrl, rpId: new URL(stack.appUrl).hostname };
  const credential = await Credential.make(user.id, "ES256", { counts: false });
  const attestation = await credential.attest(challenge, site);
  const args = { attestation, userAgent: "bench" };
  const registered = await call<{ ok: boolean }>("passkeyCeremonies:register", args);
  if (!registered.ok) throw new Error("The passkey was not registered.");
  return { assert: (challenge) => credential.assert(challenge, site) };
}

async function signInByLink(stack: Stack, email: string) {
  const [token = ""] = await ourTokens(stack, [email]);
  const { setCookies = [] } = await exchangeOurs(stack, token);
  const jwt = setCookies.map((line) => JWT_COOKIE.exec(line)?.[1]).find((value) => value !== undefined);
  if (jwt === undefined) throw new Error("The exchange set no JWT.");
  const { sub: userId, sessionId } = decodeJwt<{ sessionId: string }>(jwt);
  // Adding a passkey requires that the account's owner has confirmed who they are. A link that backend code made does
  // not count as that, so it is confirmed here.
  await callFunction(stack.deployment, "mutation", "bench:proveSession", { sessionId }, { asAdmin: true });
  return { jwt, userId };
}
