/**
 * Values that this browser keeps for one account, in localStorage. If the browser blocks storage, nothing is kept and
 * the user is asked again.
 */
const nameOf = (userId: string, what: string) => `latchkey.${what}.${userId}`;

export function keptForAccount(userId: string, what: string): string | null {
  try {
    return localStorage.getItem(nameOf(userId, what));
  } catch {
    return null;
  }
}

export function keepForAccount(userId: string, what: string, value: string): void {
  try {
    localStorage.setItem(nameOf(userId, what), value);
  } catch {
    // Storage is full, or forbidden.
  }
}
