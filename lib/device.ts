import Bowser from "bowser";

/** What a person would call the device behind a User-Agent header: "Chrome on macOS". Null when it tells nothing. */
export function deviceName(userAgent: string): string | null {
  const { browser, os } = Bowser.parse(userAgent);
  if (browser.name && os.name) return `${browser.name} on ${os.name}`;
  return browser.name ?? os.name ?? null;
}
