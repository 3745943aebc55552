/** The product's name where neither an admin nor the environment has set one. */
export const DEFAULT_APP_NAME = "Latchkey";
