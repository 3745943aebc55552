/** Beside the components, because the server's first page needs it too: what a client file exports it cannot read. */
export const MINUTE = 60_000;

/** The clock that queries are given, in whole minutes since 1970. */
export const currentMinute = (): number => Math.floor(Date.now() / MINUTE);
