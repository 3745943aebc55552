import { api } from "@/convex/_generated/api";
import { randomSecret } from "@latchkey/login-links/http";
import { makeChallenge } from "@/lib/passkey-challenge";
import { Credential, type Kind, type Lies } from "./authenticator";
import { newBrowser, newIp, USER_AGENT, visitorAt } from "./browser";
import { type Person, personOf } from "./people";
import type { World } from "./world";

/** The fields of a passkey row that belongs to nobody. */
export const PASSKEY = {
  ...{ userId: "x", userHandle: "x", credentialId: "x", publicKey: new ArrayBuffer(1), counter: 0 },
  ...{ isSynced: false, isBackedUp: false, aaguid: "x", transports: [], name: "x" },
};

/** Makes a passkey for the person and registers it. */
export async function addPasskey(
  { as }: Person,
  { kind, counts, lies }: { kind?: Kind; counts?: boolean; lies?: Lies } = {},
): Promise<Credential> {
  const { challenge, user } = await as.mutation(api.passkeys.beginRegistration, {});
  const credential = await Credential.make(user.id, kind, { counts });
  const attestation = await credential.attest(challenge, lies);
  const result = await as.mutation(api.passkeyCeremonies.register, { attestation, userAgent: USER_AGENT });
  if (!result.ok) throw new Error(`Not registered: ${result.reason}`);
  return credential;
}

export interface SignInPage {
  /** Stands for the hash of the secret in the page's cookie. */
  holder: string;
  challenge: string;
}

/** Makes a challenge as GET /login/passkey does, without a call to Convex. */
export async function openSignInPage(now = Date.now()): Promise<SignInPage> {
  const secret = process.env.INTERNAL_PROXY_SECRET ?? "";
  const holder = randomSecret();
  return { holder, challenge: await makeChallenge({ secret, ceremony: "sign-in", holder, now }) };
}

export async function send(
  { t }: World,
  assertion: Awaited<ReturnType<Credential["assert"]>>,
  { holder }: Pick<SignInPage, "holder">,
  ip = newIp(),
  deviceHash?: string,
) {
  const visitor = await visitorAt(ip, "passkeyCeremonies:signIn");
  const client = { ...visitor, ...(deviceHash && { deviceHash }) };
  return t.mutation(api.passkeyCeremonies.signIn, { assertion, holder, client });
}

/** Opens the sign-in page, signs its challenge and sends the result. */
export async function signInWith(world: World, credential: Credential, lies?: Lies) {
  const page = await openSignInPage();
  return send(world, await credential.assert(page.challenge, lies), page);
}

export async function personWith(world: World, credential: Credential): Promise<Person> {
  const result = await signInWith(world, credential);
  if (!result.ok) throw new Error(`Refused: ${result.reason}`);
  return personOf(world, result.setCookies, await newBrowser());
}
