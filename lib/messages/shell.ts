/** The frame of the signed-in pages: navigation, account menu, and what happened to the page or the account. */
import type { Message } from "@latchkey/login-links/http";
import { parts } from "./parts";

export const SKIP = "Skip to the content";
export const NAVIGATION = "Main";
export const DASHBOARD = "Dashboard";
export const ADMIN = "Admin";
export const SETTINGS = "Settings";
export const SIGN_OUT = "Sign out";
export const SIGN_OUT_EVERYWHERE = "Sign out everywhere";
export const SWITCH_COLORS = "Switch between light and dark";

export const ACCOUNT_MENU = "Account menu";
export const signedInAs = (name: string, email: string): string =>
  name ? `${name}, signed in as ${email}` : `Signed in as ${email}`;
export const YOUR_PROFILE = "Your profile";
export const YOUR_SESSIONS = "Your sessions";
export const YOUR_PASSKEYS = "Your passkeys";

export const NOTICES = {
  newDevice: "Signed in on a new device",
  linkUsed: "Signed in with a link from your mailbox",
  recovery: "Account recovery has started. In 72 hours, links can sign you in again",
} as const;
export const wasItYou = <Value>(device: string, place: string, when: Value) =>
  parts`${device}, ${place}, ${when}. Was it you?`;
export const IT_WAS_ME = "It was me";
export const IT_WAS_NOT_ME = "It was not me";
export const NOT_SAVED = "Not saved";

export const OFFLINE = "You are offline. Changes are kept and saved when you are back.";
export const UNREACHABLE = "We cannot reach the server. Changes are kept and saved when we can.";
export const BROKEN =
  "A part of this page could not be loaded, so not everything on it works. What you typed may not be saved.";
export const RELOAD = "Reload the page";
export const openedForOther = (email: string): Message => ({
  title: `Signed in as ${email}`,
  text: "This tab was open for another account. Nothing that was typed in it was saved to this one.",
});

export const NOT_LOADED: Message = {
  title: "This page could not be loaded",
  text: "Something went wrong, or the connection was lost. Your data is safe.",
};
export const NO_ANSWER =
  "The server has not answered. The change may have been made anyway. Check before you try again.";
export const CHECK_CONNECTION = "Check the connection and try again.";

export const JUST_NOW = "just now";
export const UNKNOWN_DEVICE = "Unknown device";
export const UNKNOWN_PLACE = "Unknown place";
export const THIS_DEVICE = "This device";
