/** Percent-decoded once, or null if it is malformed, because a request may contain anything. */
export function percentDecoded(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}
