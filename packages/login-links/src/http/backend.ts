import type { ExchangeOutcome, LinkView, Proof, RequestOutcome } from "../shared/login-link.ts";

/**
 * What the routes ask of the deployment, each for the visitor whose request is at hand. All of them throw where nobody
 * answers: then it is not known whether it was done. `convexBackend` makes one for a server; anything that answers like it
 * will do.
 */
export type Backend<Extra = unknown> = {
  /** Looks at a link without spending it, as the person signed in in the request's browser. */
  peek(request: Request, link: { token: string; browserHash?: string }): Promise<LinkView<Extra>>;
  /** Spends the proof. The same token with the same attempt gets the same session again. */
  exchange(request: Request, spend: Spend): Promise<ExchangeOutcome>;
  /** Asks for a link by mail. The answer says nothing of whether anybody has the address. */
  request(request: Request, ask: RequestAsk): Promise<RequestOutcome>;
  /** Asks for a new link in the place of an expired one, mailed to the same address. */
  renew(request: Request, ask: RenewAsk): Promise<RequestOutcome>;
  /** Ends the session that the request's cookies hold. False where it could not be ended; true where there is none. */
  endSession(request: Request): Promise<boolean>;
  /** Who is signed in in the request's browser. Without it, signing out does not check which account a page was open for. */
  userIdOf?(request: Request): Promise<string | null>;
  /** Ends the person's sessions in all other browsers. Without it, "sign out everywhere" ends the one session only. */
  endOtherSessions?(request: Request, userId: string): Promise<unknown>;
};

/** `browserHash` is the SHA-256, in hex, of the secret in the browser's pending cookie. */
export type RequestAsk = { email: string; next: string; browserHash: string };
export type RenewAsk = { token: string; browserHash: string };

/** `attempt` is the browser's own random id of this exchange. */
export type Spend = { proof: Proof; attempt: string; browserHash?: string };
