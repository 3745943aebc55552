/** What a fork shows as its own: on every page and in every mail. */
import { DEFAULT_APP_NAME } from "../app-name";
import { type Accent, DEFAULT_ACCENT, readableShade } from "./accent";
import type { FooterLink } from "./footer-links";

export interface Logo {
  /** An https URL, or a path on this site. */
  url: string;
  /** In pixels; missing for a logo from the environment. */
  width?: number;
  height?: number;
}

export interface Brand {
  name: string;
  accent: Accent;
  /** `dark` is the logo for dark backgrounds. */
  logo: { light: Logo; dark: Logo } | null;
  postalAddress: string;
  supportEmail: string | null;
  footerLinks: readonly FooterLink[];
}

/** The values of one source: the environment, or what an admin has saved. A missing value is not set there. */
export interface BrandValues {
  name?: string | undefined;
  accent?: string | undefined;
  accentDark?: string | undefined;
  logo?: Logo | undefined;
  logoDark?: Logo | undefined;
  postalAddress?: string | undefined;
  supportEmail?: string | undefined;
  footerLinks?: readonly FooterLink[] | undefined;
}

/** The brand. What an admin has saved comes before the environment, and the environment before the defaults. */
export function brandOf(saved: BrandValues, environment: BrandValues): Brand {
  return {
    name: saved.name || environment.name || DEFAULT_APP_NAME,
    accent: accentOf(saved) ?? accentOf(environment) ?? DEFAULT_ACCENT,
    logo: logoOf(saved) ?? logoOf(environment),
    postalAddress: saved.postalAddress || environment.postalAddress || "",
    supportEmail: saved.supportEmail || environment.supportEmail || null,
    footerLinks: saved.footerLinks ?? environment.footerLinks ?? [],
  };
}

/** Without a colour for the dark scheme, it is derived from the other one. */
function accentOf({ accent, accentDark }: BrandValues): Accent | null {
  if (!accent) return null;
  return { light: accent, dark: accentDark || readableShade(accent, "dark") };
}

function logoOf({ logo, logoDark }: BrandValues): Brand["logo"] {
  const light = logo ?? logoDark;
  return light ? { light, dark: logoDark ?? light } : null;
}

/** A brand with this name and no other values of its own. */
export const brandNamed = (name: string, postalAddress = ""): Brand => brandOf({ name, postalAddress }, {});
