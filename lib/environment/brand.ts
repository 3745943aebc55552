// By its path, because Next loads this file with its config, where the names of packages of this workspace do not work.
import { parseEmailAddress } from "../../packages/login-links/src/shared/email-address";
import * as z from "zod";
import { isReadable, MIN_CONTRAST, type Scheme } from "../brand/accent";
import { parseColor } from "../brand/color";
import { MAX_FOOTER_LINKS, parseFooterLinks, safeUrl } from "../brand/footer-links";
import { appName } from "./app-name";
import { mustBe } from "./read";

const text = () => z.string({ error: mustBe("a text") });

const color = (scheme: Scheme) =>
  text()
    .refine((value) => parseColor(value) !== null, "must be a colour such as #8f621a")
    .transform((value) => parseColor(value) ?? value)
    .refine(
      (value) => isReadable(value, scheme),
      `must have a contrast of at least ${MIN_CONTRAST}:1 with the text of buttons and with the ${scheme} page`,
    )
    .optional();

const logo = () =>
  text()
    .refine((value) => (safeUrl(value) ?? "").startsWith("https:"), "must be an https URL of a picture")
    .optional();

/** The variables of the brand, for the schema of a side. `fix` gives the advice for a variable and an example. */
export const brandSchema = (fix: (name: string, example: string) => string) => {
  const advice = (name: string, example: string) => ({ fix: fix(name, example) });
  return {
    APP_NAME: appName().meta(advice("APP_NAME", "Acme")),
    APP_ACCENT: color("light").meta(advice("APP_ACCENT", "#1d4ed8")),
    APP_ACCENT_DARK: color("dark").meta(advice("APP_ACCENT_DARK", "#93b4ff")),
    APP_LOGO_URL: logo().meta(advice("APP_LOGO_URL", "https://example.com/logo.png")),
    APP_LOGO_DARK_URL: logo().meta(advice("APP_LOGO_DARK_URL", "https://example.com/logo-dark.png")),
    SUPPORT_EMAIL: text()
      .refine((value) => parseEmailAddress(value) !== null, "must be an email address")
      .optional()
      .meta(advice("SUPPORT_EMAIL", "help@example.com")),
    FOOTER_LINKS: text()
      .refine(
        (value) => "links" in parseFooterLinks(value),
        `must be at most ${MAX_FOOTER_LINKS} entries of a label and an https or mailto URL, separated by ", "`,
      )
      .optional()
      .meta(advice("FOOTER_LINKS", "Privacy https://example.com/privacy, Terms https://example.com/terms")),
  };
};

/** The names of these variables, which both sides must have with the same values. */
export const BRAND_VARIABLES = Object.keys(brandSchema(() => ""));
