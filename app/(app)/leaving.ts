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

/** Reloads the page as the account that is signed in now. Until then nothing on it can be pressed. */
export function turnOver(): Promise<never> {
  if (!isSigningOut) {
    sessionStorage.setItem(TURNED_OVER, "yes");
    goWithoutAsking();
    window.location.reload();
  }
  return gone;
}

/** Whether this tab belonged to another account until just now. Returns true only once. */
export function hasTurnedOver(): boolean {
  const has = sessionStorage.getItem(TURNED_OVER) !== null;
  sessionStorage.removeItem(TURNED_OVER);
  return has;
}

/** Goes to /login, which says why. A whole new page, so that nothing of the person stays in memory. */
export function leave(): Promise<never> {
  const { pathname, search, hash } = window.location;
  if (!isSigningOut) {
    goWithoutAsking();
    window.location.replace(loginPath(`${pathname}${search}${hash}`, { problem: "session_ended" }));
  }
  return gone;
}

/** Leaves without asking: neither our own question about unsaved text nor Convex's. */
function goWithoutAsking(): void {
  document.body.inert = true;
  const beforeOthers = { capture: true };
  window.addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), beforeOthers);
}
