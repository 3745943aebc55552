import { componentLimits, type LinkLimiter, readScale } from "./limits.ts";
import { type Messages, MESSAGES } from "./messages.ts";
import type { Options } from "./options.ts";
import { linkSettings, type LinkSettings } from "./settings.ts";
import type { HasLoginLinks, Own } from "./tables.ts";

// Convex has only this part of `process`.
declare const process: { env: Record<string, string | undefined> };

export type Settings = LinkSettings &
  Omit<Options<Own, object>, "secret" | "paths" | "limits" | "messages" | "visitorSecret" | "reportError"> & {
    limits: LinkLimiter<Own>;
    messages: Messages;
    visitorSecret(): string | undefined;
    reportError(event: string, message: string, fields: Record<string, string>): void;
  };

export function settingsOf<DM extends HasLoginLinks, Extra extends object>(
  options: Options<DM, Extra>,
): Settings {
  const own = options as unknown as Options<Own, object>;
  const { limits } = own;
  return {
    ...own,
    ...linkSettings(options),
    limits: isLimiter(limits) ? limits : componentLimits(limits, () => scaleFor(own)),
    messages: { ...MESSAGES, ...own.messages },
    visitorSecret: own.visitorSecret ?? (() => process.env["INTERNAL_PROXY_SECRET"]),
    reportError: own.reportError ?? ((event, message, fields) => console.error(event, message, fields)),
  };
}

const scaleFor = ({ siteUrl }: Options<Own, object>): number =>
  readScale(process.env["RATE_LIMIT_SCALE"], siteUrl());

function isLimiter(limits: Options<Own, object>["limits"]): limits is LinkLimiter<Own> {
  return "cooldownSeconds" in limits;
}
