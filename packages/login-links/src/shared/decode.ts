/** Percent-decoded once, or null where it is malformed: what comes with a request may be anything. */
export function percentDecoded(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}
