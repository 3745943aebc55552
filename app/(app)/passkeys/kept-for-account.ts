/** What one browser remembers about one account, beyond the tab. A browser that stores nothing asks again. */
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
    // Full, or forbidden.
  }
}
