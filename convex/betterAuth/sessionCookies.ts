/**
 * The two cookies of a session, signed with Better Auth's own functions but without an instance of Better Auth.
 * Evaluating and building an instance takes about twenty times as long as a call in a fresh context. A test compares
 * the cookies with those of an instance.
 */
import { createCookieGetter, getCookies } from "better-auth/cookies";
import { symmetricDecrypt } from "better-auth/crypto";
import { serializeCookie, serializeSignedCookie } from "better-call";
import { importJWK, SignJWT } from "jose";
import { env } from "./_generated/server";
import { JWT_SECONDS, jwtClaims, sessionOptions } from "./options";

/** The cookie name that the Convex plugin uses. */
const JWT_COOKIE = "convex_jwt";
const ALGORITHM = "RS256";

interface SignedIn {
  session: { _id: string; token: string };
  user: { _id: string; name: string; email: string; emailVerified: boolean };
  /** `privateKey` is a JWK, encrypted with BETTER_AUTH_SECRET. */
  signingKey: { _id: string; privateKey: string } | null;
}

/** @returns complete Set-Cookie values: the session's token, then the JWT. @throws if no JWT can be signed */
export async function signCookies({ session, user, signingKey }: SignedIn): Promise<string[]> {
  const options = sessionOptions(env.SITE_URL);
  const { sessionToken } = getCookies(options);
  const jwtCookie = createCookieGetter(options)(JWT_COOKIE, { maxAge: JWT_SECONDS });
  const jwt = await signJwt({ session, user, signingKey });
  const secret = env.BETTER_AUTH_SECRET;
  return [
    await serializeSignedCookie(sessionToken.name, session.token, secret, sessionToken.attributes),
    serializeCookie(jwtCookie.name, jwt, jwtCookie.attributes),
  ];
}

async function signJwt({ session, user, signingKey }: SignedIn): Promise<string> {
  if (!signingKey) throw new Error("No JWT could be signed: there is no key. Run signingKeys:ensure.");
  const issuedAt = Math.floor(Date.now() / 1_000);
  const own = await jwtClaims({ user, session });
  const claims = { iat: issuedAt, ...own, sessionId: session._id, sub: user._id };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: ALGORITHM, kid: signingKey._id })
    .setExpirationTime(issuedAt + JWT_SECONDS)
    .setIssuer(env.CONVEX_SITE_URL)
    .setAudience("convex")
    .sign(await importJWK(await decrypt(signingKey.privateKey), ALGORITHM));
}

/** @throws if the key was encrypted with a different BETTER_AUTH_SECRET */
async function decrypt(privateKey: string) {
  try {
    const data = JSON.parse(privateKey) as string;
    return JSON.parse(await symmetricDecrypt({ key: env.BETTER_AUTH_SECRET, data })) as Record<
      string,
      string
    >;
  } catch (cause) {
    const why = "the key cannot be decrypted. Has BETTER_AUTH_SECRET changed? See docs/deploy.md";
    throw new Error(`No JWT could be signed: ${why}`, { cause });
  }
}
