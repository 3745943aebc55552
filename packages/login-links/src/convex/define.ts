import {
  type GenericActionCtx,
  type GenericMutationCtx,
  type GenericQueryCtx,
  internalActionGeneric,
  internalMutationGeneric,
  type MutationBuilder,
  mutationGeneric,
  type QueryBuilder,
  queryGeneric,
} from "convex/server";
import { type ObjectType, v } from "convex/values";
import { exchange, exchangeFields } from "./exchange.ts";
import { letter } from "./letter.ts";
import { currentState, revokeLink } from "./links.ts";
import { type Batch, mint, mintFields, mintManyFields, mintManyWithUrls } from "./mint.ts";
import type { LinkOf, Options } from "./options.ts";
import { peek, type Peek, peekFields } from "./peek.ts";
import { issue, issueFields, renew, renewFields, request, requestFields } from "./request.ts";
import { sweepReference } from "./references.ts";
import { type Settings, settingsOf } from "./all-settings.ts";
import { sweep } from "./sweep.ts";
import type { ActionCtx, HasLoginLinks, LoginLinkId, Maker, MutationCtx, QueryCtx } from "./tables.ts";

// The owner's ctx, with its type narrowed to this package's own table.
const reads = (ctx: object) => ctx as QueryCtx;
const writes = (ctx: object) => ctx as MutationCtx;
const acts = (ctx: object) => ctx as ActionCtx;

const linkFields = { linkId: v.id("loginLinks") };

/** The result of `peek`, plus the fields that the owner's `describe` adds. */
export type PeekOf<Extra extends object> =
  Extract<Peek, { state: "unknown" }> | (Exclude<Peek, { state: "unknown" }> & Extra);

/**
 * The functions of login links. Export them from the owner's `convex/loginLinks.ts`, because they refer to each other
 * by that name. `request`, `renew`, `peek` and `exchange` are public, the others internal. `plain` contains them as
 * functions of ctx, for the owner's own transactions.
 */
export function defineLoginLinks<DM extends HasLoginLinks, Extra extends object = Record<never, never>>(
  options: Options<DM, Extra>,
) {
  const settings = settingsOf(options);
  const plain = plainFunctions<DM, Extra>(settings);
  const mutation: MutationBuilder<DM, "public"> = options.builders?.mutation ?? mutationGeneric;
  const query: QueryBuilder<DM, "public"> = options.builders?.query ?? queryGeneric;
  return {
    plain,
    /**
     * Requests a link by mail. The answer is the same for every address; everything that depends on the address happens
     * later.
     */
    request: mutation({ args: requestFields, handler: plain.request }),
    /** Mails a new link to the address of an expired one, without revealing the address. */
    renew: mutation({ args: renewFields, handler: plain.renew }),
    /** What the confirm page shows of a link. Does not spend it. */
    peek: query({ args: peekFields, handler: plain.peek }),
    /** Spends a token or a code. Returns the session's cookies as complete Set-Cookie values. */
    exchange: mutation({ args: exchangeFields, handler: plain.exchange }),
    /**
     * Does the work that `request` has scheduled. It runs later, so that the visitor cannot measure how long it takes.
     */
    issue: internalMutationGeneric({ args: issueFields, handler: (ctx, args) => plain.issue(ctx, args) }),
    /** The content of a link's mail, for the action that sends it. Null if the link can no longer be used. */
    letter: internalMutationGeneric({
      args: linkFields,
      handler: (ctx, args) => plain.letter(ctx, args.linkId),
    }),
    /** A link for one person: `{ url, linkId, expiresAt }`. With `deliver` it is mailed instead, and `url` is null. */
    mint: internalMutationGeneric({ args: mintFields, handler: (ctx, args) => plain.mint(ctx, args) }),
    /** Up to 500 links for a batch of mails: `[{ url, linkId, expiresAt }]`, in the order given. */
    mintMany: internalMutationGeneric({
      args: mintManyFields,
      handler: (ctx, args) => plain.mintMany(ctx, args),
    }),
    /** Ends a link that still works. False if there is none. */
    revoke: internalMutationGeneric({
      args: linkFields,
      handler: (ctx, args) => plain.revoke(ctx, args.linkId),
    }),
    /** Deletes links that ended at least a week ago. Call it from a cron job, for example hourly. */
    sweep: internalMutationGeneric({
      args: {},
      handler: async (ctx) => {
        if (await plain.sweep(ctx)) await ctx.scheduler.runAfter(0, sweepReference, {});
      },
    }),
    /** Makes the key that signs JWTs if there is none. Run it at set-up and before a link is mailed. */
    ensureKey: internalActionGeneric({ args: {}, handler: (ctx) => settings.sessions.ensureKey(acts(ctx)) }),
  };
}

function plainFunctions<DM extends HasLoginLinks, Extra extends object>(settings: Settings) {
  type Reads = GenericQueryCtx<DM>;
  type Writes = GenericMutationCtx<DM>;
  return {
    request: (ctx: Writes, args: ObjectType<typeof requestFields>) => request(writes(ctx), settings, args),
    renew: (ctx: Writes, args: ObjectType<typeof renewFields>) => renew(writes(ctx), settings, args),
    peek: (ctx: Reads, args: ObjectType<typeof peekFields>) =>
      peek(reads(ctx), settings, args) as Promise<PeekOf<Extra>>,
    exchange: (ctx: Writes, args: ObjectType<typeof exchangeFields>) => exchange(writes(ctx), settings, args),
    issue: (ctx: Writes, args: ObjectType<typeof issueFields>) => issue(writes(ctx), settings, args),
    letter: (ctx: Writes, linkId: LoginLinkId) => letter(writes(ctx), settings, linkId),
    mint: (ctx: Writes, fields: ObjectType<typeof mintFields>, mintedBy?: Maker) =>
      mint(writes(ctx), settings, fields, mintedBy),
    mintMany: (ctx: Writes, batch: Batch) => mintManyWithUrls(writes(ctx), settings, batch),
    revoke: async (ctx: Writes, linkId: LoginLinkId) => {
      const link = await writes(ctx).db.get("loginLinks", linkId);
      return link !== null && revokeLink(writes(ctx), link);
    },
    /** Deletes one batch. True if there may be more. */
    sweep: (ctx: Writes) => sweep(writes(ctx), settings),
    /** Makes the key that signs JWTs if there is none. For the action that mails a link. */
    ensureKey: (ctx: GenericActionCtx<DM>) => settings.sessions.ensureKey(acts(ctx)),
    /** The state of a link at a time in ms, according to its row and to `isRevoked`. */
    stateOf: (ctx: Reads, link: LinkOf<DM>, now: number) => currentState(reads(ctx), settings, link, now),
  };
}
