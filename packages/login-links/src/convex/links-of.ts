import type { GenericMutationCtx, GenericQueryCtx } from "convex/server";
import type { ObjectType } from "convex/values";
import * as links from "./links.ts";
import * as minting from "./mint.ts";
import type { LinkOptions, LinkOrigin } from "./options.ts";
import type { Seed } from "./secrets.ts";
import { linkSettings, originSettings } from "./settings.ts";
import type { HasLoginLinks, LoginLink, LoginLinkId, Maker, MutationCtx, QueryCtx } from "./tables.ts";

/**
 * The secrets of a link's mail, for an action that already has the link's row. They are derived from `_id` and `seed`,
 * so they are always the same.
 */
export function urlsOf(origin: LinkOrigin) {
  const settings = originSettings(origin);
  return {
    url: (link: Seed) => links.linkUrl(settings, link),
    /** Six digits. Only a mail whose link has a `codeHash` may show them. */
    code: (link: Seed) => links.linkCode(settings, link),
  };
}

// The owner's ctx, with its type narrowed to this package's own table.
const reads = (ctx: object) => ctx as QueryCtx;
const writes = (ctx: object) => ctx as MutationCtx;

/**
 * Links as plain functions of ctx, for the owner's own transactions. They need less than `defineLoginLinks`, so code
 * that makes links does not have to import everything that the exchange's hooks import.
 */
export function linksOf<DM extends HasLoginLinks>(options: LinkOptions<DM>) {
  type Reads = GenericQueryCtx<DM>;
  type Writes = GenericMutationCtx<DM>;
  const settings = linkSettings(options);
  return {
    /**
     * Makes a link of any purpose. An invite or a test leaves older links alone; any other retires the previous one.
     */
    create: (ctx: Writes, link: links.NewLink) => links.createLink(writes(ctx), settings, link),
    /** `{ url, linkId, expiresAt }`; `url` is null if the link is mailed. @throws `invalid` */
    mint: (ctx: Writes, fields: ObjectType<typeof minting.mintFields>, mintedBy?: Maker) =>
      minting.mint(writes(ctx), settings, fields, mintedBy),
    /** Makes at most 500 links, in the given order. `url(link)` returns the URL of each. @throws `invalid` */
    mintMany: (ctx: Writes, batch: minting.Batch) => minting.mintMany(writes(ctx), settings, batch),
    findByToken: (ctx: Reads, token: string) => links.findByToken(reads(ctx), token),
    findByConfirms: (ctx: Reads, sessionId: string) => links.findByConfirms(reads(ctx), sessionId),
    /** Ends a link that still works. False if there was nothing to end. */
    revoke: (ctx: Writes, link: LoginLink) => links.revokeLink(writes(ctx), link),
    isRightCode: (link: LoginLink, code: string) => links.isRightCode(settings, link, code),
    /** Counts a wrong code. Returns how many there have been. */
    countWrongCode: (ctx: Writes, link: LoginLink) => links.countWrongCode(writes(ctx), link),
    markMailed: (ctx: Writes, linkId: LoginLinkId) => links.markMailed(writes(ctx), linkId),
    markNotMailed: (ctx: Writes, linkId: LoginLinkId, why: string) =>
      links.markNotMailed(writes(ctx), linkId, why),
    ...urlsOf(options),
  };
}
