/** Unsaved text is kept in the tab's own storage, for the account that typed it, so that it survives the page. */
const PREFIX = "latchkey.kept";

const nameOf = (userId: string, what: string) => `${PREFIX}.${userId}.${what}`;

/** Null deletes the text. If the browser stores nothing, only this is lost. */
export function keepWords(userId: string, what: string, words: object | null): void {
  try {
    if (words === null) sessionStorage.removeItem(nameOf(userId, what));
    else sessionStorage.setItem(nameOf(userId, what), JSON.stringify(words));
  } catch {
    // Storage is full, or forbidden.
  }
}

export function keptWords<Words extends object>(userId: string, what: string): Words | null {
  try {
    return JSON.parse(sessionStorage.getItem(nameOf(userId, what)) ?? "null") as Words | null;
  } catch {
    return null;
  }
}

/** Called on sign-out, so that none of the person's text stays in the tab. */
export function forgetAllWords(): void {
  for (const name of Object.keys(sessionStorage))
    if (name.startsWith(`${PREFIX}.`)) sessionStorage.removeItem(name);
}
