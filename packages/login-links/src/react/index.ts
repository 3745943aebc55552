/** For pages in the browser. Nothing here imports a Convex client, so a login page stays small. */
export { useCooldown, useSignInState } from "./use-sign-in-state.ts";
export type { SignInState } from "../http/state.ts";
export { codeSentence, linkSentence } from "../http/texts.ts";
export { type Flags, type Query, readFlags } from "../http/flags.ts";
export { type Problem, waitInWords } from "../http/messages.ts";
export { loginPath } from "../http/paths.ts";
export { readCode } from "../http/read-code.ts";
export { readWrittenAddress } from "../http/read-address.ts";
export { safeRedirect } from "../shared/safe-redirect.ts";
