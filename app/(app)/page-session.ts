"use client";

import { createContext, useContext, useSyncExternalStore } from "react";
import { askForSession, askForToken } from "@/lib/auth-client";
import { claimsOf } from "@latchkey/login-links/http";
import { untilAnswered, waitBeforeNext } from "@/lib/until-answered";
import { leave, turnOver } from "./leaving";

/** The account that a page was rendered for. */
export type PageAccount = { id: string; email: string };

/** How long the response that signs in the next account may take, in ms. */
const SWITCHING_MS = 3_000;

type FetchAccessToken = (args: { forceRefreshToken: boolean }) => Promise<string | null>;

/**
 * Keeps Convex signed in as the account that the page was rendered for, and as no other. If the server answers that
 * nobody or another account is signed in, the page is replaced. After any other failure, the request is repeated.
 */
export class PageSession {
  #fetchAccessToken: FetchAccessToken;
  #asking: Promise<string> | null = null;
  #verifying: Promise<void> | null = null;
  #isAskedAgain = false;
  #renewing: Promise<void> | null = null;
  #renewals = 0;
  readonly #listeners = new Set<() => void>();
  readonly #waiting = new Set<() => void>();

  constructor(
    readonly account: PageAccount | null,
    initialToken: string | null,
  ) {
    this.#fetchAccessToken = this.#createFetch(initialToken);
  }

  /** The function that fetches a token for Convex. Whenever it is replaced, Convex signs in again. */
  get fetchAccessToken(): FetchAccessToken {
    return this.#fetchAccessToken;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /**
   * Asks the server which account is signed in in this browser. Resolves only if it is still the page's account;
   * otherwise the page is replaced.
   */
  verify(): Promise<void> {
    this.#isAskedAgain = true;
    return (this.#verifying ??= this.#verify().finally(() => (this.#verifying = null)));
  }

  /**
   * Called when Convex reports that nobody is signed in. The same account may already have a newer session, so this
   * checks the session and then makes Convex sign in again.
   */
  renew(): Promise<void> {
    return (this.#renewing ??= this.#renew().finally(() => (this.#renewing = null)));
  }

  /** Resolves when Convex is signed in again, as the same account. */
  signedInAgain(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.add(resolve);
      void this.renew();
    });
  }

  /** Called when Convex has confirmed that the account is signed in. */
  confirm(): void {
    this.#renewals = 0;
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }

  /**
   * If `verify` is called while a check is running, the check is repeated. So the answer is never older than the call.
   */
  async #verify(): Promise<void> {
    while (this.#isAskedAgain) {
      this.#isAskedAgain = false;
      const userId = (await untilAnswered(askForSession)) ?? (await this.#askAfterSwitch());
      if (userId === null) return leave();
      if (userId !== this.account?.id) return turnOver();
    }
  }

  /**
   * Asks again after a short wait. When the account changes, nobody is signed in for a moment, because the first
   * session has ended and the next cookie has not arrived yet.
   */
  async #askAfterSwitch(): Promise<string | null> {
    await new Promise((resolve) => setTimeout(resolve, SWITCHING_MS));
    return untilAnswered(askForSession);
  }

  async #renew(): Promise<void> {
    if (this.#renewals++ > 0) await waitBeforeNext(this.#renewals);
    await this.verify();
    this.#fetchAccessToken = this.#createFetch(null);
    for (const listener of this.#listeners) listener();
  }

  #createFetch(initialToken: string | null): FetchAccessToken {
    return async ({ forceRefreshToken }) =>
      forceRefreshToken || initialToken === null ? this.#askOnce() : initialToken;
  }

  #askOnce(): Promise<string> {
    return (this.#asking ??= this.#ask().finally(() => (this.#asking = null)));
  }

  async #ask(): Promise<string> {
    for (let refusals = 0; ; refusals++) {
      const token = await untilAnswered(askForToken);
      if (token === null) await this.verify();
      else if (claimsOf(token).userId === this.account?.id) return token;
      else return turnOver();
      await waitBeforeNext(refusals);
    }
  }
}

export const SessionContext = createContext(new PageSession(null, null));

export const usePageSession = (): PageSession => useContext(SessionContext);

/** The `useAuth` hook for ConvexProviderWithAuth. */
export function useSessionAuth() {
  const session = usePageSession();
  const read = () => session.fetchAccessToken;
  const fetchAccessToken = useSyncExternalStore(session.subscribe, read, read);
  return { isLoading: false, isAuthenticated: session.account !== null, fetchAccessToken };
}
