export { loginLinks } from "./plugin.ts";
export { type OwnersAuth, throughAuth } from "./through-auth.ts";
