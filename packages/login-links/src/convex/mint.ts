import { type Infer, type ObjectType, v } from "convex/values";
import { parseEmailAddress } from "../shared/email-address.ts";
import { fail } from "./fail.ts";
import { createLink, linkUrl, type MadeLink } from "./links.ts";
import { PURPOSES } from "./purposes.ts";
import { ensureKeyReference } from "./references.ts";
import type { LinkSettings } from "./settings.ts";
import { type LoginLinkId, type Maker, metadata, type MutationCtx } from "./tables.ts";

const MINUTE = 60_000;
const MIN_LIFETIME = 5 * MINUTE;
const MAX_LIFETIME = 7 * 24 * 60 * MINUTE;
const MAX_METADATA_BYTES = 2_048;

export const mintFields = {
  email: v.string(),
  /** The name for a new user. */
  name: v.optional(v.string()),
  /** The path on this site to open after signing in. */
  next: v.optional(v.string()),
  /** 5 to 10,080 (7 days); 60 by default. */
  expiresInMinutes: v.optional(v.number()),
  metadata: v.optional(metadata),
  /** Mail the link to its address instead of returning it. */
  deliver: v.optional(v.boolean()),
};

export interface MintedLink {
  /** Null if the link is mailed. Following a mailed link verifies the address. */
  url: string | null;
  linkId: LoginLinkId;
  /** In ms. */
  expiresAt: number;
}

/**
 * A link for one person, made by backend code. @throws `invalid` for an invalid address, a lifetime out of bounds, or
 * metadata that is not allowed
 */
export async function mint(
  ctx: MutationCtx,
  settings: LinkSettings,
  fields: ObjectType<typeof mintFields>,
  mintedBy: Maker = { kind: "backend" },
): Promise<MintedLink> {
  const { name, next, metadata, deliver = false } = fields;
  const { email, lifetime } = checked(settings, fields);
  const link = await createLink(ctx, settings, {
    purpose: "minted",
    email,
    name,
    next,
    metadata,
    lifetime,
    // If the caller passes the link on, following it does not show that the person reads the mailbox.
    verifiesEmail: deliver,
    mintedBy,
  });
  const { _id: linkId, expiresAt } = link;
  await settings.onMint?.(ctx, { linkId, email, mintedBy, isMailed: deliver, lifetime });
  if (deliver) await settings.mail(ctx, { linkId });
  else await ctx.scheduler.runAfter(0, ensureKeyReference, {});
  return { url: deliver ? null : await linkUrl(settings, link), linkId, expiresAt };
}

function checked(
  { metadataKeys }: LinkSettings,
  { email, expiresInMinutes, metadata }: ObjectType<typeof mintFields>,
) {
  const lifetime = expiresInMinutes === undefined ? PURPOSES.minted.lifetime : expiresInMinutes * MINUTE;
  if (!(lifetime >= MIN_LIFETIME && lifetime <= MAX_LIFETIME))
    fail("invalid", "expiresInMinutes must be from 5 to 10080 (7 days).", "expiresInMinutes");
  if (metadata) checkMetadata(metadata, metadataKeys);
  return { lifetime, email: addressOf(email) };
}

function addressOf(email: string): string {
  return parseEmailAddress(email) ?? fail("invalid", "email is not an address.", "email");
}

/**
 * @throws `invalid` for a key that is not among `keys` (without `keys` all are allowed), or for more than 2 KiB of JSON
 */
export function checkMetadata(metadata: Record<string, string>, keys?: readonly string[]): void {
  const wrong = keys && Object.keys(metadata).find((key) => !keys.includes(key));
  if (wrong !== undefined)
    fail("invalid", `metadata may hold ${keys?.join(", ")}; it has ${JSON.stringify(wrong)}.`, "metadata");
  if (new TextEncoder().encode(JSON.stringify(metadata)).length > MAX_METADATA_BYTES)
    fail("invalid", `metadata may be at most ${MAX_METADATA_BYTES} bytes of JSON.`, "metadata");
}

/** How many links one mutation can make. */
export const MAX_BATCH = 500;

const batchLink = v.object({
  email: v.string(),
  name: v.optional(v.string()),
  next: v.optional(v.string()),
  metadata: v.optional(metadata),
});

export const mintManyFields = {
  /** At most 500, each for a different address. */
  links: v.array(batchLink),
  purpose: v.optional(v.union(v.literal("invite"), v.literal("test"), v.literal("minted"))),
  /** By default the lifetime of the purpose: 14 days for an invite. */
  lifetimeMs: v.optional(v.number()),
  /**
   * Set this if you mail each link to its address and show it to nobody else, so that following it verifies the
   * address.
   */
  isMailed: v.boolean(),
};

export interface BatchLink extends Infer<typeof batchLink> {
  email: string;
}

export interface Batch {
  links: BatchLink[];
  purpose?: "invite" | "test" | "minted";
  /** In ms. */
  lifetimeMs?: number;
  isMailed: boolean;
  mintedBy?: Maker;
}

/**
 * Makes links for a batch of mails, in the given order. It mails nothing, calls no hook and makes no URL: for URLs see
 * `mintManyWithUrls`. @throws `invalid` for more than 500, for an invalid address, or for one that occurs twice
 */
export async function mintMany(
  ctx: MutationCtx,
  settings: LinkSettings,
  { links, purpose = "invite", lifetimeMs, isMailed, mintedBy = { kind: "backend" } }: Batch,
): Promise<MadeLink[]> {
  if (links.length > MAX_BATCH) fail("invalid", `At most ${MAX_BATCH} links at once.`, "links");
  const addresses = distinctAddresses(links);
  return Promise.all(
    links.map(({ name, next, metadata }, index) => {
      if (metadata) checkMetadata(metadata, settings.metadataKeys);
      const email = addresses[index] ?? "";
      const rest = { purpose, lifetime: lifetimeMs, verifiesEmail: isMailed, mintedBy };
      return createLink(ctx, settings, { email, name, next, metadata, ...rest });
    }),
  );
}

/** The links are made in parallel, so if two had the same address, neither would retire the other. */
function distinctAddresses(links: BatchLink[]): string[] {
  const addresses = links.map(({ email }) => addressOf(email));
  const twice = addresses.find((address, index) => addresses.indexOf(address) !== index);
  if (twice !== undefined) fail("invalid", `${twice} is there twice.`, "links");
  return addresses;
}

/** Like `mintMany`, for an action that mails the links: returns `[{ url, linkId, expiresAt }]`, in the given order. */
export async function mintManyWithUrls(
  ctx: MutationCtx,
  settings: LinkSettings,
  batch: Batch,
): Promise<{ url: string; linkId: LoginLinkId; expiresAt: number }[]> {
  const links = await mintMany(ctx, settings, batch);
  await ctx.scheduler.runAfter(0, ensureKeyReference, {});
  return Promise.all(
    links.map(async (link) => ({
      url: await linkUrl(settings, link),
      linkId: link._id,
      expiresAt: link.expiresAt,
    })),
  );
}
