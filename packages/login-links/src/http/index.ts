/** The HTTP side of login links, on web standards: see README.md. */
export { createSignIn, type Route, type SignIn } from "./sign-in.ts";
export { mountSignIn } from "./mount.ts";
export type { SignInCookies, SignInSettings, Step } from "./setup.ts";
export type { Backend, RenewAsk, RequestAsk, Spend } from "./backend.ts";
export {
  convexBackend,
  type ConvexBackendSettings,
  type LoginLinkFunctions,
  TIMEOUT_MS,
  visitorMutations,
  type VisitorSettings,
} from "./convex-backend.ts";
export type { TrustedProxy } from "./trusted-proxy.ts";
export { type Look, offersCode, refusalOf, shownCode } from "./look.ts";
export type { SignInState } from "./state.ts";
export type {
  ExchangeOutcome,
  KnownLink,
  LinkState,
  LinkView,
  Proof,
  Refusal,
  RequestOutcome,
} from "../shared/login-link.ts";

// What a page shows, and reads from its own URL.
export { type Flags, loginProblem, type Query, readFlags } from "./flags.ts";
export {
  codeMessage,
  isProblem,
  LINK_MESSAGES,
  type Message,
  type Problem,
  PROBLEMS,
  waitInWords,
} from "./messages.ts";
export {
  codeSentence,
  type ConfirmTexts,
  ENGLISH,
  linkSentence,
  type OwnTexts,
  type Texts,
} from "./texts.ts";
export { loginPath, type Paths, PATHS } from "./paths.ts";
export { readCode } from "./read-code.ts";
export { shownAddress } from "./asked-for.ts";
export type { Pending } from "./pending-cookie.ts";

// Cookies of a sign-in and of the session.
export {
  clearCookie,
  COOKIE_KINDS,
  type CookieKind,
  cookieName,
  isSecure,
  readCookie,
  setCookie,
  type Site,
} from "./cookies.ts";
export { encodeLink, fingerprint, type LinkInHand } from "./link-cookie.ts";
export { browserHash, encodePending, nextPending } from "./pending-cookie.ts";
export {
  AUTH_COOKIES,
  type AuthCookie,
  authCookieName,
  readSession,
  sessionCookie,
  sessionCookiesIn,
  sessionHash,
} from "./session-cookie.ts";
export { claimsOf } from "./jwt-claims.ts";
export { codeOf, isAuthError, readToken, type Token, type TokenSettings, withToken } from "./tokens.ts";
export { endSession } from "./end-session.ts";

// For an app's own routes.
export { isSameOrigin } from "./same-origin.ts";
export { readForm, textIn } from "./read-form.ts";
export { readBody, readText } from "../shared/read-body.ts";
export { pageHeaders, type PageHeaderSettings } from "./page-headers.ts";
export { redirect, respond } from "./responses.ts";
export { callbackPathOf, readToken as readLinkToken } from "./read-token.ts";
export { HOME, safeRedirect } from "../shared/safe-redirect.ts";
export { TimeoutError, withTimeout } from "./with-timeout.ts";

// For an app's own calls, to repeat them after conflicts in the same way.
export { CONFLICT, repeatingConflicts } from "./repeating-conflicts.ts";

// For the deployment's side: what a server signs, and the formats that both sides share.
export { type Claim, claimMessage, signClaim } from "../shared/visitor-claim.ts";
export { clockMessage, signMinute } from "../shared/clock-claim.ts";
export { type Client, clientOf } from "./client.ts";
export { maskEmailAddress, parseEmailAddress } from "../shared/email-address.ts";
export { parseIpAddress } from "../shared/ip-address.ts";
export { mailboxKey } from "../shared/mailbox-key.ts";
export { plainName, plainText } from "../shared/plain-text.ts";
export {
  hmacKey,
  hmacSha256,
  hmacSha256Hex,
  randomSecret,
  sha256Base64url,
  sha256Hex,
  textFromBase64url,
  textToBase64url,
  toBase64url,
  toHex,
} from "../shared/digest.ts";
