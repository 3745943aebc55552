import { type Infer, v } from "convex/values";

const savedLogo = v.object({ hash: v.string(), width: v.number(), height: v.number() });

/** What admins have saved on the page Brand. */
export const savedBrand = v.object({
  name: v.optional(v.string()),
  /** The accent colours on light and on dark backgrounds, as `#rrggbb`. */
  accent: v.optional(v.string()),
  accentDark: v.optional(v.string()),
  logo: v.optional(savedLogo),
  logoDark: v.optional(savedLogo),
  senderName: v.optional(v.string()),
  postalAddress: v.optional(v.string()),
  supportEmail: v.optional(v.string()),
  footerLinks: v.optional(v.array(v.object({ label: v.string(), url: v.string() }))),
});
export type SavedBrand = Infer<typeof savedBrand>;
