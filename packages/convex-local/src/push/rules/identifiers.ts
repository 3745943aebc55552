/**
 * Convex's rules for the names of tables, fields, indexes, functions and components (crates/value/src/identifier.rs): a
 * letter first, then letters, digits and underscores, at most 64 characters.
 */
const MAX_LENGTH = 64;

export function isIdentifier(name: string): boolean {
  return name.length <= MAX_LENGTH && /^[A-Za-z][A-Za-z0-9_]*$/.test(name);
}

/** A field may begin with underscores if something follows them. */
export function isFieldName(name: string): boolean {
  return name.length <= MAX_LENGTH && /^_*[A-Za-z][A-Za-z0-9_]*$/.test(name);
}

/** Function names may begin with an underscore too (crates/convex/sync_types/src/identifier.rs). */
export function isFunctionName(name: string): boolean {
  return name.length <= MAX_LENGTH && /^_*[A-Za-z][A-Za-z0-9_]*$/.test(name);
}

export const IDENTIFIER_RULE = "at most 64 letters, digits and underscores, with a letter first";
