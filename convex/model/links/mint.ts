import { parseEmailAddress } from "@latchkey/login-links/http";
import { type ObjectType, v } from "convex/values";
import { internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { env, type MutationCtx } from "../../_generated/server";
import { fail } from "../../errors";
import { mailLink } from "../../mail/queue";
import { metadata } from "../../validators";
import { audit } from "../audit";
import { createLink, DAY, LIFETIMES, linkUrl, type LoginLink, MINUTE } from "./loginLink";
import { checkMetadata } from "./profileFields";

export const mintFields = {
  email: v.string(),
  /** The name of a user who is new. */
  name: v.optional(v.string()),
  /** A path on this site to land on. */
  next: v.optional(v.string()),
  /** 5 to 10,080 (7 days); 60 unless said. */
  expiresInMinutes: v.optional(v.number()),
  metadata: v.optional(metadata),
  /** Mail it to its address instead of handing it over. */
  deliver: v.optional(v.boolean()),
};

export interface MintedLink {
  url: string | null;
  linkId: Id<"loginLinks">;
  expiresAt: number;
}

export async function mintLink(
  ctx: MutationCtx,
  fields: ObjectType<typeof mintFields>,
  mintedBy: LoginLink["mintedBy"],
  grantsRole?: LoginLink["grantsRole"],
): Promise<MintedLink> {
  const { email, lifetime } = checked(fields);
  const { name, next, metadata, deliver = false } = fields;
  const link = await createLink(ctx, {
    purpose: "minted",
    email,
    name,
    next,
    metadata,
    lifetime,
    // What the caller hands over some other way says nothing about the mailbox.
    verifiesEmail: deliver,
    mintedBy,
    grantsRole,
  });
  await audit(ctx, "link.minted", {
    actor: mintedBy,
    subject: email,
    details: { linkId: link._id, isMailed: deliver, lifetimeMinutes: lifetime / MINUTE },
  });
  if (deliver) await mailLink(ctx, link._id);
  else await ctx.scheduler.runAfter(0, internal.signingKeys.ensure, {});
  return {
    url: deliver ? null : await linkUrl(env.SITE_URL, link),
    linkId: link._id,
    expiresAt: link.expiresAt,
  };
}

function checked({ email, expiresInMinutes, metadata }: ObjectType<typeof mintFields>) {
  const lifetime = (expiresInMinutes ?? LIFETIMES.minted / MINUTE) * MINUTE;
  if (!(lifetime >= 5 * MINUTE && lifetime <= 7 * DAY)) {
    fail("invalid", "expiresInMinutes must be from 5 to 10080 (7 days).", "expiresInMinutes");
  }
  if (metadata) checkMetadata(metadata);
  return {
    lifetime,
    email: parseEmailAddress(email) ?? fail("invalid", "email is not an address.", "email"),
  };
}
