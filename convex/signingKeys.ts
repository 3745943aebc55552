/** `npx convex run signingKeys:ensure`: the key that signs Convex's JWTs, made where there is none. */
export { ensureKey as ensure } from "./loginLinks";
