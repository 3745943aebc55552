"use client";

import { useEffect, useState } from "react";
import type { SignInState } from "../http/state.ts";

/**
 * What a login page in the browser shows: whether this browser has requested a link, for which address, and what went
 * wrong. Undefined until the answer arrives, null if the server could not be reached.
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
 * Whole seconds until another email may be requested. Null on the server and in the first render, because the two have
 * to match. The time is measured with `performance.now()`, because the clock of the device may be wrong.
 * @param secondsUntilNext from the server, when the page was loaded. A component that requests again needs a new `key`.
 */
export function useCooldown(secondsUntilNext: number): number | null {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    const end = performance.now() + secondsUntilNext * 1000;
    const tick = () => setLeft(Math.max(0, Math.ceil((end - performance.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [secondsUntilNext]);
  return left;
}
