/** What admins have saved. This file imports next to nothing, because functions that are called often use it. */
import type { UsualSender } from "../../../lib/brand/sender";
import type { Doc } from "../../_generated/dataModel";
import { env, type QueryCtx } from "../../_generated/server";
import type { SavedBrand } from "./validator";

/** The only row of the table; null if no admin has saved anything yet. */
export const getBrandRow = (ctx: QueryCtx): Promise<Doc<"brands"> | null> => ctx.db.query("brands").first();

/** The sender's postal address, which bulk mail must contain. Empty if it is not set anywhere. */
export const postalAddressOf = (saved: SavedBrand | null): string =>
  saved?.postalAddress || env.POSTAL_ADDRESS || "";

/** The sender of every mail that sets no other one. */
export const usualSender = (saved: SavedBrand | null): UsualSender => ({
  mailFrom: env.MAIL_FROM,
  name: saved?.senderName || saved?.name || null,
});
