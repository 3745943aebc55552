/** The brand: the name, the colours, the logos and the addresses that pages and mails show as a fork's own. */
import { v } from "convex/values";
import { adminMutation, adminQuery, publicQuery } from "./functions";
import { environmentValues, mailFrom, resolveBrand } from "./model/brand/brand";
import { removeLogo, storeLogo } from "./model/brand/logo";
import { getBrandRow } from "./model/brand/row";
import { saveBrand } from "./model/brand/saving";
import type { SavedBrand } from "./model/brand/validator";

/** The brand that everybody sees. It contains nothing that is not on a public page. */
export const get = publicQuery({
  args: {},
  handler: async (ctx) => resolveBrand(await getBrandRow(ctx)),
});

/** The bytes of a present or earlier logo; null if there is none with this hash. */
export const logo = publicQuery({
  args: { hash: v.string() },
  handler: async (ctx, { hash }) => {
    const found = await ctx.db
      .query("brandLogos")
      .withIndex("by_hash", (q) => q.eq("hash", hash))
      .first();
    return found?.png ?? null;
  },
});

/** For the page Brand: the saved values, the environment's values, and the resulting brand. */
export const settings = adminQuery({
  args: {},
  handler: async (ctx) => {
    const row = await getBrandRow(ctx);
    const saved: SavedBrand = row ?? {};
    return { saved, environment: environmentValues(), brand: resolveBrand(row), from: mailFrom(row) };
  },
});

/**
 * Saves the texts and the colours. An empty text means that the environment's value is used. Fails with the field that
 * is wrong.
 */
export const save = adminMutation({
  args: {
    name: v.string(),
    accent: v.string(),
    accentDark: v.string(),
    senderName: v.string(),
    postalAddress: v.string(),
    supportEmail: v.string(),
    /** One link on each line: a label and a URL. */
    footerLinks: v.string(),
  },
  handler: async (ctx, fields) => {
    await saveBrand(ctx, ctx.viewer, fields);
    return null;
  },
});

const scheme = v.union(v.literal("light"), v.literal("dark"));

export const setLogo = adminMutation({
  args: { scheme, png: v.bytes() },
  handler: async (ctx, { scheme, png }) => {
    await storeLogo(ctx, ctx.viewer, scheme, png);
    return null;
  },
});

export const clearLogo = adminMutation({
  args: { scheme },
  handler: async (ctx, { scheme }) => {
    await removeLogo(ctx, ctx.viewer, scheme);
    return null;
  },
});
