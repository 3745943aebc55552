/** Labels and messages that pages of several subjects share. */
import type { Message } from "@latchkey/login-links/http";

export const whatIs = (appName: string): string => `What is ${appName}?`;
export const SIGN_IN = "Sign in";
export const SUPPORT = "Support";
export const FOOTER = "Footer";
export const USE_ANOTHER_ADDRESS = "Use another address";
export const GO_TO_DASHBOARD = "Go to the dashboard";
export const LINK_NOT_RECOGNISED = "We don't recognise this link";
export const NOTHING_CHANGED: Message = {
  title: "We could not reach the server",
  text: "Nothing has changed. Try again in a moment.",
};
