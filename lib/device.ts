import Bowser from "bowser";

const BROWSERS = new Set(Object.values(Bowser.BROWSER_MAP));
const SYSTEMS = new Set(Object.values(Bowser.OS_MAP));

/**
 * The name that people use for the device behind a User-Agent header: "Chrome on macOS". Null if the name is not on
 * Bowser's lists: for an unknown browser, Bowser returns text from the header, and the caller controls the header.
 */
export function deviceName(userAgent: string): string | null {
  if (userAgent === "") return null;
  const { browser, os } = Bowser.parse(userAgent);
  const known = [oneOf(BROWSERS, browser.name), oneOf(SYSTEMS, os.name)].filter((name) => name !== null);
  return known.length > 0 ? known.join(" on ") : null;
}

function oneOf(names: Set<string>, name: string | undefined): string | null {
  return name !== undefined && names.has(name) ? name : null;
}
