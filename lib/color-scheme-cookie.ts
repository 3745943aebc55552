/** Written by the switch in the browser, read by the server. */
export const colorSchemeCookie = (isSecure: boolean): string =>
  isSecure ? "__Host-latchkey-color-scheme" : "latchkey-color-scheme";
