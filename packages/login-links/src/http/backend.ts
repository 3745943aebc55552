import type { ExchangeOutcome, LinkView, Proof, RequestOutcome } from "../shared/login-link.ts";

/**
 * The functions of the deployment that the routes call. Each acts for the visitor of the current request. All of them
 * throw if there is no answer; it is then unknown whether the call had an effect. `convexBackend` makes a backend for a
 * server; any other object with these functions works too.
 */
export type Backend<Extra = unknown> = {
  /** Looks at a link without spending it, as the person who is signed in in the request's browser. */
  peek(request: Request, link: { token: string; browserHash?: string }): Promise<LinkView<Extra>>;
  /** Spends the token or code. The same token with the same attempt gets the same session again. */
  exchange(request: Request, spend: Spend): Promise<ExchangeOutcome>;
  /** Requests a link by mail. The answer does not reveal whether the address has an account. */
  request(request: Request, ask: RequestAsk): Promise<RequestOutcome>;
  /** Requests a new link in place of an expired one, mailed to the same address. */
  renew(request: Request, ask: RenewAsk): Promise<RequestOutcome>;
  /** Ends the session in the request's cookies. False if it could not be ended; true if there is none. */
  endSession(request: Request): Promise<boolean>;
  /**
   * The user who is signed in in the request's browser. Without it, signing out does not check which account the page
   * was rendered for.
   */
  userIdOf?(request: Request): Promise<string | null>;
  /** Ends the person's sessions in all other browsers. Without it, "sign out everywhere" only ends this session. */
  endOtherSessions?(request: Request, userId: string): Promise<unknown>;
};

/** `browserHash` is the SHA-256, in hex, of the secret in the browser's pending cookie. */
export type RequestAsk = { email: string; next: string; browserHash: string };
export type RenewAsk = { token: string; browserHash: string };

/** `attempt` is the browser's own random id for this exchange. */
export type Spend = { proof: Proof; attempt: string; browserHash?: string };
