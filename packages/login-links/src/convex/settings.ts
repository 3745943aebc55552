import { HOME, NOT_PAGES } from "../shared/safe-redirect.ts";
import { componentLimits, type LinkLimiter } from "./limits.ts";
import { type Messages, MESSAGES } from "./messages.ts";
import type { LinkOptions, LinkOrigin, Options } from "./options.ts";
import type { HasLoginLinks, Own } from "./tables.ts";

// Convex has no more of it than this.
declare const process: { env: Record<string, string | undefined> };

/** What it takes to make links, with all defaults filled in and the owner's data model cut down to this package's part. */
export type LinkSettings = Omit<LinkOptions<Own>, keyof LinkOrigin> & OriginSettings;

export interface OriginSettings {
  siteUrl(): string;
  secret(): string;
  paths: Required<NonNullable<LinkOrigin["paths"]>>;
}

export type Settings = LinkSettings &
  Omit<Options<Own, object>, "secret" | "paths" | "limits" | "messages" | "visitorSecret" | "reportError"> & {
    limits: LinkLimiter<Own>;
    messages: Messages;
    visitorSecret(): string | undefined;
    reportError(event: string, message: string, fields: Record<string, string>): void;
  };

const PATHS = { callback: "/login/callback", home: HOME, notPages: NOT_PAGES };

export function originSettings({ siteUrl, secret, paths }: LinkOrigin): OriginSettings {
  return {
    siteUrl,
    secret: secret ?? (() => required("BETTER_AUTH_SECRET", process.env["BETTER_AUTH_SECRET"])),
    paths: { ...PATHS, ...paths },
  };
}

export function linkSettings<DM extends HasLoginLinks>(options: LinkOptions<DM>): LinkSettings {
  // Seen from inside, the owner's other tables do not exist. The hooks get the same ctx back that the owner's function had.
  const own = options as unknown as LinkOptions<Own>;
  return { ...own, ...originSettings(own) };
}

export function settingsOf<DM extends HasLoginLinks, Extra extends object>(
  options: Options<DM, Extra>,
): Settings {
  const own = options as unknown as Options<Own, object>;
  const { limits } = own;
  return {
    ...own,
    ...linkSettings(options),
    limits: isLimiter(limits) ? limits : componentLimits(limits),
    messages: { ...MESSAGES, ...own.messages },
    visitorSecret: own.visitorSecret ?? (() => process.env["INTERNAL_PROXY_SECRET"]),
    reportError: own.reportError ?? ((event, message, fields) => console.error(event, message, fields)),
  };
}

function isLimiter(limits: Options<Own, object>["limits"]): limits is LinkLimiter<Own> {
  return "cooldownSeconds" in limits;
}

function required(name: string, value: string | undefined): string {
  if (!value) throw new Error(`${name} is not set. Login links derive their secrets from it.`);
  return value;
}
