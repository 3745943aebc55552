/** Never settles: the page is about to go away, and nothing on it should go on. */
const gone = new Promise<never>(() => undefined);

/** Loads the page anew, as the account that is signed in now. Until then nothing on it can be pressed. */
export function turnOver(): Promise<never> {
  document.body.inert = true;
  window.location.reload();
  return gone;
}
