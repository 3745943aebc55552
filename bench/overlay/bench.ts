import { v } from "convex/values";
import { SignJWT, generateKeyPair } from "jose";
import { internalAction, internalMutation, mutation } from "./_generated/server";
import { grant } from "./model/links/grants";
import { links } from "./model/links/links";
import { prove } from "./model/people/proof";
import { createStockAuth } from "./stockAuth";

/** Tokens of stock magic links, one for each address. */
export const stockTokens = internalAction({
  args: { emails: v.array(v.string()) },
  handler: async (ctx, { emails }) => {
    const tokens: string[] = [];
    for (const email of emails) {
      const auth = createStockAuth(ctx, (token) => tokens.push(token));
      await auth.api.signInMagicLink({ body: { email }, headers: new Headers() });
    }
    return tokens;
  },
});

/**
 * Makes login links with our own code. Their purpose is changed to `invite`, so that a newer link for the same address
 * does not retire them. Otherwise they are like real links.
 */
export const ourUrls = internalMutation({
  args: { emails: v.array(v.string()) },
  handler: async (ctx, { emails }) => {
    const urls: string[] = [];
    for (const email of emails) {
      const { url, linkId } = await links.mint(ctx, { email });
      await ctx.db.patch("loginLinks", linkId, { purpose: "invite" });
      if (url) urls.push(url);
    }
    return urls;
  },
});

/** Makes a link that signs its user in as a marketer. No mail is sent. */
export const marketerUrl = internalMutation({
  args: { email: v.string() },
  handler: async (ctx, { email }) => {
    const { url, linkId } = await links.mint(ctx, { email });
    await grant(ctx, linkId, "marketer");
    return url;
  },
});

/** Marks the session as if the account's owner had just confirmed who they are. */
export const proveSession = internalMutation({
  args: { sessionId: v.string() },
  handler: (ctx, { sessionId }) => prove(ctx, sessionId),
});

/** The lowest possible cost of a signed session: one RS256 signature in a mutation that does nothing else. */
export const floor = mutation({
  args: { key: v.any() },
  handler: async (_ctx, { key }) => {
    const signer = await crypto.subtle.importKey("jwk", key, ALGORITHM, false, ["sign"]);
    return new SignJWT({ sub: "floor" }).setProtectedHeader({ alg: "RS256" }).sign(signer);
  },
});

export const floorKey = internalAction({
  args: {},
  handler: async () => {
    const { privateKey } = await generateKeyPair("RS256", { extractable: true });
    return crypto.subtle.exportKey("jwk", privateKey);
  },
});

const ALGORITHM = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
