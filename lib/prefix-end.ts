/**
 * The end of an index range of all texts that begin with `prefix`. `\uffff` sorts after every other character in
 * Convex's indexes.
 */
export const prefixEnd = (prefix: string): string => `${prefix}\uffff`;
