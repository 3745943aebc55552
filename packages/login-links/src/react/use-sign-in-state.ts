"use client";

import { useEffect, useState } from "react";
import { COOLDOWN_MS, cooldownLeft } from "../http/cooldown.ts";
import type { SignInState } from "../http/state.ts";

/**
 * What a login page in the browser shows: whether this browser has asked for a link, for which address, and what went wrong.
 * Undefined until the answer is there, null where the server could not be reached.
 * @param path where `signIn.state` is mounted
 */
export function useSignInState(path = "/login/state"): SignInState | null | undefined {
  const [state, setState] = useState<SignInState | null>();
  useEffect(() => {
    const stop = new AbortController();
    readFrom(`${path}${window.location.search}`, stop.signal).then(setState, () => {
      if (!stop.signal.aborted) setState(null);
    });
    return () => stop.abort();
  }, [path]);
  return state;
}

async function readFrom(url: string, signal: AbortSignal): Promise<SignInState> {
  const response = await fetch(url, { cache: "no-store", signal });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return (await response.json()) as SignInState;
}

/**
 * Whole seconds until another email may be asked for; null on the server and in the first render, which has to match it.
 * @param askedAt in milliseconds
 * @param cooldownMs as in the settings of `createSignIn`
 */
export function useCooldown(askedAt: number, cooldownMs = COOLDOWN_MS): number | null {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    const tick = () => setLeft(cooldownLeft(askedAt, Date.now(), cooldownMs));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [askedAt, cooldownMs]);
  return left;
}
