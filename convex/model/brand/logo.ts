import { sha256HexOfBytes } from "./hash";
import { MAX_LOGO_BYTES, MAX_LOGO_HEIGHT, MAX_LOGO_WIDTH, pngSize } from "../../../lib/brand/logo";
import type { Scheme } from "../../../lib/brand/accent";
import * as messages from "../../../lib/messages/brand";
import type { MutationCtx } from "../../_generated/server";
import { fail } from "../../errors";
import type { Viewer } from "../people/viewer";
import { changeBrand } from "./saving";

const FIELDS = { light: "logo", dark: "logoDark" } as const;

/** Stores the picture, if it is not stored yet, and makes it the logo. Earlier logos stay, because old mails show them. */
export async function storeLogo(
  ctx: MutationCtx,
  viewer: Viewer,
  scheme: Scheme,
  png: ArrayBuffer,
): Promise<void> {
  if (png.byteLength > MAX_LOGO_BYTES) fail("invalid", messages.logoTooLarge(MAX_LOGO_BYTES), "logo");
  const size = pngSize(png) ?? fail("invalid", messages.NOT_A_PICTURE, "logo");
  const fits = size.width > 0 && size.width <= MAX_LOGO_WIDTH && size.height <= MAX_LOGO_HEIGHT;
  if (!fits || size.height === 0) fail("invalid", messages.NOT_A_PICTURE, "logo");
  const hash = await sha256HexOfBytes(png);
  const stored = await ctx.db
    .query("brandLogos")
    .withIndex("by_hash", (q) => q.eq("hash", hash))
    .first();
  if (!stored) await ctx.db.insert("brandLogos", { hash, png });
  await changeBrand(ctx, viewer, { [FIELDS[scheme]]: { hash, ...size } });
}

export const removeLogo = (ctx: MutationCtx, viewer: Viewer, scheme: Scheme): Promise<void> =>
  changeBrand(ctx, viewer, { [FIELDS[scheme]]: undefined });
