import { HOME, NOT_PAGES } from "../shared/safe-redirect.ts";
import type { LinkOptions, LinkOrigin } from "./options.ts";
import type { HasLoginLinks, Own } from "./tables.ts";

// Convex has only this part of `process`.
declare const process: { env: Record<string, string | undefined> };

/** The settings for making links, with all defaults, and with the owner's data model reduced to this package's part. */
export type LinkSettings = Omit<LinkOptions<Own>, keyof LinkOrigin> & OriginSettings;

export interface OriginSettings {
  siteUrl(): string;
  secret(): string;
  paths: Required<NonNullable<LinkOrigin["paths"]>>;
}

const PATHS = { callback: "/login/callback", home: HOME, notPages: NOT_PAGES };

export function originSettings({ siteUrl, secret, paths }: LinkOrigin): OriginSettings {
  return {
    siteUrl,
    secret: secret ?? (() => required("BETTER_AUTH_SECRET", process.env["BETTER_AUTH_SECRET"])),
    paths: { ...PATHS, ...paths },
  };
}

export function linkSettings<DM extends HasLoginLinks>(options: LinkOptions<DM>): LinkSettings {
  // The types of this package do not contain the owner's other tables. The hooks get the same ctx that the owner's
  // function had.
  const own = options as unknown as LinkOptions<Own>;
  return { ...own, ...originSettings(own) };
}

function required(name: string, value: string | undefined): string {
  if (!value) throw new Error(`${name} is not set. Login links derive their secrets from it.`);
  return value;
}
