/** The product's name where APP_NAME is not set. */
export const DEFAULT_APP_NAME = "Latchkey";

/**
 * The product's name on every page. The build inserts APP_NAME (see next.config.ts), so the code in the browser has it
 * too.
 */
export const APP_NAME = process.env.APP_NAME || DEFAULT_APP_NAME;
