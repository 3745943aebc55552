/** `npx convex run signingKeys:ensure`: makes the key that signs Convex's JWTs if there is none. */
export { ensureKey as ensure } from "./loginLinks";
