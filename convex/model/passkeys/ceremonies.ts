/**
 * Verifies a browser's response in a passkey ceremony. The library takes longest to evaluate in a cold call, so only
 * the functions that verify import this file (docs/decisions/0110-passkeys.md). This file writes nothing.
 */
import { textFromBase64url } from "@latchkey/login-links/http";
import { verifyAuthenticationResponse, verifyRegistrationResponse } from "@simplewebauthn/server";
import { type Infer, v } from "convex/values";
import type { Ceremony } from "../../../lib/passkey-challenge";
import type { PasskeyRefusal } from "../../../lib/passkeys";
import { env, type MutationCtx } from "../../_generated/server";
import { lookAtChallenge } from "./challenges";
import { findPasskey, type Passkey } from "./passkeys";

export const assertionValidator = v.object({
  id: v.string(),
  response: v.object({
    clientDataJSON: v.string(),
    authenticatorData: v.string(),
    signature: v.string(),
    userHandle: v.optional(v.string()),
  }),
});

export const attestationValidator = v.object({
  id: v.string(),
  response: v.object({
    clientDataJSON: v.string(),
    attestationObject: v.string(),
    transports: v.optional(v.array(v.string())),
  }),
});

/** The COSE numbers of ES256, RS256 and EdDSA. Convex's runtime can verify signatures of these algorithms. */
export const ALGORITHMS = [-7, -257, -8];

export interface Verified {
  ok: true;
  passkey: Passkey;
  challenge: string;
  expiresAt: number;
  counter: number;
  isBackedUp: boolean;
}
export interface Unverified {
  ok: false;
  reason: PasskeyRefusal;
  passkey: Passkey | null;
}

/** The passkey that signed a challenge of this ceremony, or the reason for a refusal. */
export async function verifyAssertion(
  ctx: MutationCtx,
  assertion: Infer<typeof assertionValidator>,
  ceremony: Exclude<Ceremony, "register">,
  holder: string,
): Promise<Verified | Unverified> {
  const passkey = await findPasskey(ctx, assertion.id);
  const refused = (reason: PasskeyRefusal): Unverified => ({ ok: false, reason, passkey });
  if (!passkey) return refused("unknown_passkey");
  const challenge = challengeIn(assertion.response.clientDataJSON);
  const state = await lookAtChallenge(ctx, challenge, ceremony, holder);
  if (!state.ok) return refused(state.reason === "forged" ? "not_verified" : state.reason);
  const signed = await signatureOf(assertion, passkey, challenge);
  if (!signed || !isHandleOf(passkey, assertion.response.userHandle)) return refused("not_verified");
  if (isBehind(signed.counter, passkey.counter)) return refused("copied");
  return { ok: true, passkey, challenge, expiresAt: state.expiresAt, ...signed };
}

/**
 * The data that the passkey signed. Null if the library refuses the response: wrong origin or site, a person who was
 * not verified, or a signature by another key.
 */
async function signatureOf(
  { id, response }: Infer<typeof assertionValidator>,
  passkey: Passkey,
  expectedChallenge: string,
): Promise<{ counter: number; isBackedUp: boolean } | null> {
  const answer = { id, rawId: id, type: "public-key" as const, clientExtensionResults: {}, response };
  // The library would compare counters before it checks the signature, so anybody could make a passkey look copied.
  // With -1 here it accepts every counter, and `isBehind` compares them after the signature was checked.
  const credential = { id, publicKey: new Uint8Array(passkey.publicKey), counter: -1 };
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      ...expected(),
      response: answer,
      expectedChallenge,
      credential,
    });
    if (!verified) return null;
    return {
      counter: authenticationInfo.newCounter,
      isBackedUp: authenticationInfo.credentialBackedUp,
    };
  } catch {
    return null;
  }
}

/**
 * Whether a passkey may have been copied: its counter should increase with each signature. An authenticator without a
 * counter always sends zero, which is fine.
 */
const isBehind = (counter: number, kept: number): boolean => (counter > 0 || kept > 0) && counter <= kept;

const isHandleOf = (passkey: Passkey, handle: string | undefined): boolean =>
  handle === undefined || handle === passkey.userHandle;

export interface Registered {
  credentialId: string;
  publicKey: ArrayBuffer;
  counter: number;
  isBackedUp: boolean;
  isSynced: boolean;
  aaguid: string;
  challenge: string;
  expiresAt: number;
}

/**
 * Verifies a new passkey that was made for a challenge of this session. Returns the data to store, or the reason for a
 * refusal.
 */
export async function verifyAttestation(
  ctx: MutationCtx,
  { id, response }: Infer<typeof attestationValidator>,
  holder: string,
): Promise<({ ok: true } & Registered) | { ok: false; reason: PasskeyRefusal }> {
  const challenge = challengeIn(response.clientDataJSON);
  const state = await lookAtChallenge(ctx, challenge, "register", holder);
  if (!state.ok) return { ok: false, reason: state.reason === "forged" ? "not_verified" : state.reason };
  const answer = { id, rawId: id, type: "public-key" as const, clientExtensionResults: {} };
  try {
    const { verified, registrationInfo: info } = await verifyRegistrationResponse({
      ...expected(),
      response: { ...answer, response: { ...response, transports: undefined } },
      expectedChallenge: challenge,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (!verified || info === undefined) return { ok: false, reason: "not_verified" };
    return { ok: true, challenge, expiresAt: state.expiresAt, ...rowOf(info) };
  } catch {
    return { ok: false, reason: "not_verified" };
  }
}

type Info = NonNullable<Awaited<ReturnType<typeof verifyRegistrationResponse>>["registrationInfo"]>;

function rowOf({ credential, credentialBackedUp, credentialDeviceType, aaguid }: Info) {
  return {
    credentialId: credential.id,
    publicKey: credential.publicKey.slice().buffer,
    counter: credential.counter,
    isBackedUp: credentialBackedUp,
    isSynced: credentialDeviceType === "multiDevice",
    aaguid,
  };
}

function expected() {
  const { origin, hostname } = new URL(env.SITE_URL);
  return { expectedOrigin: origin, expectedRPID: hostname, requireUserVerification: true };
}

/** The challenge in the browser's response; empty if there is none. An empty challenge is never valid. */
function challengeIn(clientDataJSON: string): string {
  try {
    const data: unknown = JSON.parse(textFromBase64url(clientDataJSON) ?? "");
    const challenge = typeof data === "object" && data !== null && "challenge" in data ? data.challenge : "";
    return typeof challenge === "string" ? challenge : "";
  } catch {
    return "";
  }
}
