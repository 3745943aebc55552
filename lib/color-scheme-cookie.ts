/** The switch in the browser writes this cookie, and the server reads it. */
export const colorSchemeCookie = (isSecure: boolean): string =>
  isSecure ? "__Host-latchkey-color-scheme" : "latchkey-color-scheme";
