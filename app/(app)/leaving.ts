import { loginPath } from "@latchkey/login-links/react";

/** Never resolves: the page is about to be replaced, and nothing on it should continue. */
const gone = new Promise<never>(() => undefined);

const TURNED_OVER = "latchkey.turned-over";

/**
 * True once somebody submits the sign-out form in this tab. The form's response loads the next page, so the functions
 * below must not navigate too.
 */
let isSigningOut = false;

export function noteSigningOut(): void {
  isSigningOut = true;
}

/**
 * Reloads the page for the account that is signed in now. Until then, nothing on the page can be used. Never resolves.
 */
export function turnOver(): Promise<never> {
  if (!isSigningOut) {
    sessionStorage.setItem(TURNED_OVER, "yes");
    goWithoutAsking();
    window.location.reload();
  }
  return gone;
}

/** Whether `turnOver` has just reloaded this tab for another account. Returns true only once after a reload. */
export function hasTurnedOver(): boolean {
  const has = sessionStorage.getItem(TURNED_OVER) !== null;
  sessionStorage.removeItem(TURNED_OVER);
  return has;
}

/**
 * Goes to /login, which shows that the session has ended. This is a full page load, so that none of the user's data
 * stays in memory. Never resolves.
 */
export function leave(): Promise<never> {
  const { pathname, search, hash } = window.location;
  if (!isSigningOut) {
    goWithoutAsking();
    window.location.replace(loginPath(`${pathname}${search}${hash}`, { problem: "session_ended" }));
  }
  return gone;
}

/**
 * Blocks the page, and suppresses the browser's question before leaving. Otherwise the browser would ask because of our
 * unsaved text, or because of Convex's running calls.
 */
function goWithoutAsking(): void {
  document.body.inert = true;
  const beforeOthers = { capture: true };
  window.addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), beforeOthers);
}
