/** In a separate file, because the server needs it for the first page and cannot read the exports of client files. */
export const MINUTE = 60_000;

/** The clock for queries, in whole minutes since 1970. */
export const currentMinute = (): number => Math.floor(Date.now() / MINUTE);
