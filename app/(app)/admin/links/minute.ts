/**
 * This is a separate file, because the server needs the value for the first page, and it cannot use values that a
 * client file exports.
 */
export const MINUTE = 60_000;

/** The current time for queries, in whole minutes since 1970. */
export const currentMinute = (): number => Math.floor(Date.now() / MINUTE);
