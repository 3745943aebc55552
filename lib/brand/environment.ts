import type { BrandValues } from "./brand";
import { parseFooterLinks } from "./footer-links";

/** The variables of the brand, which both sides read. Their formats are checked in lib/environment/brand.ts. */
export interface BrandEnvironment {
  APP_NAME?: string | undefined;
  APP_ACCENT?: string | undefined;
  APP_ACCENT_DARK?: string | undefined;
  APP_LOGO_URL?: string | undefined;
  APP_LOGO_DARK_URL?: string | undefined;
  SUPPORT_EMAIL?: string | undefined;
  FOOTER_LINKS?: string | undefined;
  POSTAL_ADDRESS?: string | undefined;
}

export function brandValuesOf(env: BrandEnvironment): BrandValues {
  const found = parseFooterLinks(env.FOOTER_LINKS ?? "");
  return {
    name: env.APP_NAME,
    accent: env.APP_ACCENT,
    accentDark: env.APP_ACCENT_DARK,
    logo: env.APP_LOGO_URL ? { url: env.APP_LOGO_URL } : undefined,
    logoDark: env.APP_LOGO_DARK_URL ? { url: env.APP_LOGO_DARK_URL } : undefined,
    supportEmail: env.SUPPORT_EMAIL,
    footerLinks: "links" in found && found.links.length > 0 ? found.links : undefined,
    postalAddress: env.POSTAL_ADDRESS,
  };
}
