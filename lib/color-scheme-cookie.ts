/** Written by the switch in the browser, read by the server. */
export const COLOR_SCHEME_COOKIE = "latchkey-color-scheme";
