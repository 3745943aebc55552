import { loginPath } from "@latchkey/login-links/react";

/** Never settles: the page is about to go away, and nothing on it shall go on. */
const gone = new Promise<never>(() => undefined);

const TURNED_OVER = "latchkey.turned-over";

/** True from the moment somebody signs out here: the answer to that form leads away by itself. */
let isSigningOut = false;

export function noteSigningOut(): void {
  isSigningOut = true;
}

/** Loads the page anew, as the account that is signed in now. Until then nothing on it can be pressed. */
export function turnOver(): Promise<never> {
  if (!isSigningOut) {
    sessionStorage.setItem(TURNED_OVER, "yes");
    goWithoutAsking();
    window.location.reload();
  }
  return gone;
}

/** Whether this tab was another account's until just now. Says so once. */
export function hasTurnedOver(): boolean {
  const has = sessionStorage.getItem(TURNED_OVER) !== null;
  sessionStorage.removeItem(TURNED_OVER);
  return has;
}

/** For /login, which says why. A whole new page, so that nothing of the person who was signed in stays in memory. */
export function leave(): Promise<never> {
  const { pathname, search, hash } = window.location;
  if (!isSigningOut) {
    goWithoutAsking();
    window.location.replace(loginPath(`${pathname}${search}${hash}`, { problem: "session_ended" }));
  }
  return gone;
}

/** Nobody can choose to stay: neither our own question about what is not saved yet is asked, nor Convex's. */
function goWithoutAsking(): void {
  document.body.inert = true;
  const beforeOthers = { capture: true };
  window.addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), beforeOthers);
}
