/** Unsaved text is kept in sessionStorage, separately for each account, so that it survives a reload. */
const PREFIX = "latchkey.kept";

const nameOf = (userId: string, what: string) => `${PREFIX}.${userId}.${what}`;

/** Keeps the text; null deletes it. If the browser blocks storage, the text is not kept. */
export function keepText(userId: string, what: string, text: object | null): void {
  try {
    if (text === null) sessionStorage.removeItem(nameOf(userId, what));
    else sessionStorage.setItem(nameOf(userId, what), JSON.stringify(text));
  } catch {
    // Storage is full, or forbidden.
  }
}

export function keptText<Text extends object>(userId: string, what: string): Text | null {
  try {
    return JSON.parse(sessionStorage.getItem(nameOf(userId, what)) ?? "null") as Text | null;
  } catch {
    return null;
  }
}

/** Called on sign-out, so that none of the person's text stays in the tab. */
export function forgetKeptText(): void {
  for (const name of Object.keys(sessionStorage))
    if (name.startsWith(`${PREFIX}.`)) sessionStorage.removeItem(name);
}
