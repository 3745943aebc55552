/** The product's name where APP_NAME is not set. */
export const DEFAULT_APP_NAME = "Latchkey";

/** The product's name on every page. next.config.ts writes APP_NAME into the build, for the browser's part too. */
export const APP_NAME = process.env.APP_NAME || DEFAULT_APP_NAME;
