import { exportJWK, generateKeyPair } from "jose";
import { symmetricEncrypt } from "better-auth/crypto";
import { SECRETS } from "../support/stack";

/** The variables that modules may read while they are evaluated, and that signing needs. */
export const ENVIRONMENT = {
  SITE_URL: "https://bench.example",
  CONVEX_SITE_URL: "https://bench.convex.example",
  BETTER_AUTH_SECRET: SECRETS.betterAuth,
};

/** A session, its user and the key that signs for it, as the tables contain them. */
export async function signedIn() {
  const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
  const encrypted = await symmetricEncrypt({
    key: SECRETS.betterAuth,
    data: JSON.stringify(await exportJWK(privateKey)),
  });
  const now = Date.now();
  const times = { createdAt: now, updatedAt: now };
  return {
    session: { _id: "session", token: "a".repeat(43), userId: "user", expiresAt: now + 1e9, ...times },
    user: { _id: "user", email: "bench@example.com", name: "Bench", emailVerified: true, ...times },
    signingKey: {
      _id: "key",
      publicKey: JSON.stringify(await exportJWK(publicKey)),
      privateKey: JSON.stringify(encrypted),
      createdAt: now,
    },
  };
}
