/**
 * Returns a function that replaces this address by `name` in every text of a value, in any case of its letters. It does
 * not replace a part of a longer address, such as `ada@example.com` in `xada@example.com.au`.
 */
export function addressReplacer(email: string, name: string): <T>(value: T) => T {
  const escaped = email.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const pattern = new RegExp(`(?<![\\w.+%-])${escaped}(?![\\w-]|\\.\\w)`, "giu");
  return (value) => inTexts(value, (text) => text.replace(pattern, () => name)) as typeof value;
}

function inTexts(value: unknown, replace: (text: string) => string): unknown {
  if (typeof value === "string") return replace(value);
  if (Array.isArray(value)) return value.map((entry) => inTexts(entry, replace));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, inTexts(entry, replace)]));
}
