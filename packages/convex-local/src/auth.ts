import { timingSafeEqual } from "node:crypto";
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  jwtVerify,
  type JSONWebKeySet,
  type JWTPayload,
} from "jose";
import { RequestError } from "./errors";
import type { AuthProvider, Caller } from "./types";

/**
 * Thrown for a JWT that is expired or that none of the app's providers accepts. The codes are those of
 * `validate_id_token` (crates/authentication).
 */
class AuthenticationError extends RequestError {
  constructor(code: "Unauthenticated" | "InvalidAuthHeader" | "NoAuthProvider", message: string) {
    super(401, code, message);
  }
}

export interface VerifiedToken {
  identity: Record<string, unknown>;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

type KeySet = Parameters<typeof jwtVerify>[1];
const CLOCK_TOLERANCE_SECONDS = 5;
/** If a token was signed by an unknown key, the keys are fetched again, but no more often than this. */
const REFETCH_AFTER_MS = 1000;
/**
 * This is long, because the provider is usually the app's own HTTP actions, whose code has to be loaded first after a
 * start.
 */
const FETCH_TIMEOUT_MS = 30_000;

/** Verifies JWTs against the providers of the app's `auth.config`. */
export class Authenticator {
  private keySets = new Map<string, Promise<KeySet>>();

  constructor(private readonly providers: () => AuthProvider[]) {}

  async verify(token: string): Promise<VerifiedToken> {
    try {
      const provider = this.providerOf(decodeJwt(token));
      if ("algorithm" in provider) requireKeyId(token);
      const { payload } = await jwtVerify(token, await this.keys(provider), {
        issuer: issuersOf(provider),
        audience: provider.applicationID ?? undefined,
        algorithms: "algorithm" in provider ? [provider.algorithm] : ["RS256", "ES256"],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        requiredClaims: ["sub", "exp"],
      });
      requireIssuedAlready(payload);
      return { identity: identityOf(payload), expiresAt: payload.exp! * 1000 };
    } catch (error) {
      if (error instanceof AuthenticationError) throw error;
      throw new AuthenticationError(
        "InvalidAuthHeader",
        `Could not validate token: ${(error as Error).message}`,
      );
    }
  }

  private providerOf({ iss, aud }: JWTPayload): AuthProvider {
    if (iss === undefined)
      throw new AuthenticationError("InvalidAuthHeader", "Missing issuer claim ('iss') in JWT payload.");
    const audiences = [aud ?? []].flat();
    const fits = (provider: AuthProvider) =>
      issuersOf(provider).includes(iss) &&
      (provider.applicationID === null || audiences.includes(provider.applicationID));
    const provider = this.providers().find(fits);
    if (provider) return provider;
    throw new AuthenticationError(
      "NoAuthProvider",
      `No auth provider found matching the given token (issuer ${iss}, audience ${audiences.join(", ") || "none"}). ` +
        `Check that auth.config.ts names it.`,
    );
  }

  private keys(provider: AuthProvider): Promise<KeySet> {
    const source = "jwks" in provider ? provider.jwks : provider.domain;
    let keys = this.keySets.get(source);
    if (!keys) {
      keys = "jwks" in provider ? keysAt(provider.jwks) : discoveredKeys(provider.domain);
      // Keys that could not be fetched are not kept, so that the next call tries again.
      keys.catch(() => this.keySets.delete(source));
      this.keySets.set(source, keys);
    }
    return keys;
  }
}

/** A custom JWT must contain the id of its key, even if there is only one key. */
function requireKeyId(token: string): void {
  if (decodeProtectedHeader(token).kid === undefined)
    throw new AuthenticationError(
      "InvalidAuthHeader",
      "Could not decode token. JWT may be missing a 'kid' (key ID) header.",
    );
}

function requireIssuedAlready({ iat }: JWTPayload): void {
  if (iat !== undefined && iat > Date.now() / 1000 + CLOCK_TOLERANCE_SECONDS)
    throw new AuthenticationError(
      "InvalidAuthHeader",
      "Could not validate token: it is of the future ('iat').",
    );
}

/** The forms in which tokens may name the issuer: with or without scheme and trailing slash. */
function issuersOf(provider: AuthProvider): string[] {
  if ("issuer" in provider) return [provider.issuer];
  const domain = withScheme(provider.domain).replace(/\/$/, "");
  return [domain, `${domain}/`, provider.domain];
}

function withScheme(domain: string): string {
  return /^https?:\/\//.test(domain) ? domain : `https://${domain}`;
}

async function keysAt(address: string): Promise<KeySet> {
  if (!address.startsWith("data:"))
    return createRemoteJWKSet(new URL(address), {
      cooldownDuration: REFETCH_AFTER_MS,
      timeoutDuration: FETCH_TIMEOUT_MS,
    });
  const response = await fetch(address);
  return createLocalJWKSet((await response.json()) as JSONWebKeySet);
}

/** The provider's keys, found by OpenID Connect discovery. */
async function discoveredKeys(domain: string): Promise<KeySet> {
  const address = `${withScheme(domain).replace(/\/$/, "")}/.well-known/openid-configuration`;
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  const { jwks_uri: jwksUri } = (await response.json()) as { jwks_uri: string };
  return keysAt(jwksUri);
}

const IDENTITY_FIELDS: Record<string, string> = {
  given_name: "givenName",
  family_name: "familyName",
  preferred_username: "preferredUsername",
  profile: "profileUrl",
  picture: "pictureUrl",
  email_verified: "emailVerified",
  birthdate: "birthday",
  zoneinfo: "timezone",
  locale: "language",
  phone_number: "phoneNumber",
  phone_number_verified: "phoneNumberVerified",
  updated_at: "updatedAt",
};
const NOT_OF_THE_IDENTITY = new Set(["iss", "sub", "aud", "exp", "iat", "nbf", "jti"]);

/** OpenID's standard claims under the names of Convex's `UserIdentity`; all others unchanged. */
function identityOf(payload: JWTPayload): Record<string, unknown> {
  const claims = Object.entries(payload).filter(([claim]) => !NOT_OF_THE_IDENTITY.has(claim));
  return {
    ...Object.fromEntries(claims.map(([claim, value]) => [IDENTITY_FIELDS[claim] ?? claim, value])),
    tokenIdentifier: `${payload.iss}|${payload.sub}`,
    issuer: payload.iss,
    subject: payload.sub,
  };
}

/** The caller of a request: by a user's JWT (`Bearer …`) or the deployment's admin key (`Convex …`). */
export async function callerOf(
  authorization: string | undefined,
  adminKey: string,
  authenticator: Authenticator,
): Promise<Caller> {
  if (!authorization) return { kind: "anonymous" };
  const [, scheme = "", value = ""] = /^(.{6}) (.*)$/s.exec(authorization) ?? [];
  if (scheme.toLowerCase() === "convex") return adminOf(value, adminKey);
  if (scheme.toLowerCase() === "bearer")
    return { kind: "user", identity: (await authenticator.verify(value.trim())).identity };
  // These errors are from `ExtractAuthenticationToken` in crates/local_backend/src/authentication.rs.
  if (authorization.length < 7)
    throw new RequestError(400, "InvalidHeaderFailure", "Invalid authentication header");
  throw new RequestError(400, "InvalidAdminKey", "Invalid admin key");
}

/** Reads the admin key alone, or `key:base64(identity)` to act as a user, as `npx convex run --identity` does. */
export function adminOf(value: string, adminKey: string): Caller {
  if (isSame(value, adminKey)) return { kind: "admin" };
  const separator = value.lastIndexOf(":");
  if (separator < 0 || !isSame(value.slice(0, separator), adminKey))
    throw new RequestError(401, "BadAdminKey", "The provided admin key was invalid for this instance");
  const json = Buffer.from(value.slice(separator + 1), "base64").toString("utf8");
  return { kind: "admin", identity: actingAs(JSON.parse(json) as Record<string, unknown>) };
}

export function actingAs(attributes: Record<string, unknown>): Record<string, unknown> {
  const { issuer = "convex", subject = "admin" } = attributes;
  return { tokenIdentifier: `${String(issuer)}|${String(subject)}`, ...attributes, issuer, subject };
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
