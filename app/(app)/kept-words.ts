/** What was typed and is not saved yet outlives its page in the tab's own storage, for the account that typed it. */
const PREFIX = "latchkey.kept";

const nameOf = (userId: string, what: string) => `${PREFIX}.${userId}.${what}`;

/** Null forgets them. A browser that stores nothing loses nothing else by it. */
export function keepWords(userId: string, what: string, words: object | null): void {
  try {
    if (words === null) sessionStorage.removeItem(nameOf(userId, what));
    else sessionStorage.setItem(nameOf(userId, what), JSON.stringify(words));
  } catch {
    // Full, or forbidden.
  }
}

export function keptWords<Words extends object>(userId: string, what: string): Words | null {
  try {
    return JSON.parse(sessionStorage.getItem(nameOf(userId, what)) ?? "null") as Words | null;
  } catch {
    return null;
  }
}

/** For whoever signs out: nothing of theirs stays in the tab. */
export function forgetAllWords(): void {
  for (const name of Object.keys(sessionStorage))
    if (name.startsWith(`${PREFIX}.`)) sessionStorage.removeItem(name);
}
