import type { TemplateOptions } from "../../emails/campaign-template";
import { env } from "../_generated/server";
import { mailBrandOf } from "../model/brand/brand";
import type { SavedBrand } from "../model/brand/validator";

/** The sender's details, which are the same in every campaign's mail. */
export const templateOptions = (saved: SavedBrand | null): TemplateOptions => ({
  siteUrl: env.SITE_URL,
  brand: mailBrandOf(saved),
});
