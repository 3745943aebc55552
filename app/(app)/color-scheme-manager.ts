import type { MantineColorScheme, MantineColorSchemeManager } from "@mantine/core";
import { colorSchemeCookie } from "@/lib/color-scheme-cookie";

const YEAR = 365 * 24 * 60 * 60;

/**
 * Stores the choice in a cookie instead of local storage, so that the server can write it into the first HTML of every
 * page.
 */
export function createCookieColorSchemeManager(): MantineColorSchemeManager {
  return {
    get: (defaultValue) => (typeof document === "undefined" ? defaultValue : (readScheme() ?? defaultValue)),
    set: (scheme) => writeScheme(scheme, YEAR),
    clear: () => writeScheme("auto", 0),
    // Other tabs are not notified of the changed cookie. They use the new choice after their next page load.
    subscribe: () => undefined,
    unsubscribe: () => undefined,
  };
}

function readScheme(): MantineColorScheme | null {
  const match = new RegExp(`(?:^|; )${cookieName()}=(light|dark|auto)`).exec(document.cookie);
  return (match?.[1] as MantineColorScheme | undefined) ?? null;
}

function writeScheme(scheme: MantineColorScheme, maxAge: number): void {
  const secure = isSecure() ? "; Secure" : "";
  document.cookie = `${cookieName()}=${scheme}; Path=/; Max-Age=${maxAge}; SameSite=Lax${secure}`;
}

const isSecure = () => location.protocol === "https:";
const cookieName = () => colorSchemeCookie(isSecure());
