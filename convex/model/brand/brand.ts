import { type Brand, brandOf, type BrandValues, type Logo } from "../../../lib/brand/brand";
import { brandValuesOf } from "../../../lib/brand/environment";
import { fromHeader } from "../../../lib/brand/sender";
import { logoPath } from "../../../lib/brand/paths";
import { env } from "../../_generated/server";
import type { SavedBrand } from "./validator";
import { usualSender } from "./row";

/** The environment's values. Optional variables are undefined unless they are set. */
export const environmentValues = (): BrandValues => brandValuesOf(env);

/** The brand as pages show it. */
export const resolveBrand = (saved: SavedBrand | null): Brand =>
  brandOf(savedValues(saved ?? {}), environmentValues());

/** The brand as mails show it: the logos have absolute URLs. */
export function mailBrandOf(saved: SavedBrand | null): Brand {
  const brand = resolveBrand(saved);
  if (!brand.logo) return brand;
  const { light, dark } = brand.logo;
  return { ...brand, logo: { light: absolute(light), dark: absolute(dark) } };
}

const absolute = (logo: Logo): Logo => ({ ...logo, url: new URL(logo.url, env.SITE_URL).href });

const savedValues = ({ logo, logoDark, ...rest }: SavedBrand): BrandValues => ({
  ...rest,
  logo: savedLogo(logo),
  logoDark: savedLogo(logoDark),
});

function savedLogo(logo: SavedBrand["logo"]): Logo | undefined {
  return logo && { url: logoPath(logo.hash), width: logo.width, height: logo.height };
}

/** The From header of mails that are not a campaign's: MAIL_FROM, with the saved name if there is one. */
export const mailFrom = (saved: SavedBrand | null): string => fromHeader({}, usualSender(saved));
