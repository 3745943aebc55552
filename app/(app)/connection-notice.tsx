"use client";

import { useConvex } from "convex/react";
import { useEffect, useState, useSyncExternalStore } from "react";
import styles from "./shell.module.css";

/** A connection that is made anew within this time, in ms, is not worth a word. */
const PATIENCE = 5_000;

const WORDS = {
  offline: "You are offline. Changes are kept and saved when you are back.",
  unreachable: "We cannot reach the server. Changes are kept and saved when we can.",
};

/** Said to screen readers too: the region is there before there is something to say. */
export function ConnectionNotice() {
  const isOnline = useIsOnline();
  const isUnreachable = useIsUnreachable();
  const problem = !isOnline ? "offline" : isUnreachable ? "unreachable" : null;
  return (
    <div role="status" className={styles.connection} data-is-lost={problem !== null || undefined}>
      {problem && WORDS[problem]}
    </div>
  );
}

const useIsOnline = () =>
  useSyncExternalStore(
    watchNetwork,
    () => navigator.onLine,
    () => true,
  );

function watchNetwork(listener: () => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  window.addEventListener("online", listener, { signal });
  window.addEventListener("offline", listener, { signal });
  return () => stop.abort();
}

/**
 * Asked in an effect, when the provider above has told the client who it is: looking at the client's state opens its
 * socket, and one that is open before that never introduces itself (convex 1.48, `pause` of its WebSocketManager).
 */
function useIsUnreachable(): boolean {
  const convex = useConvex();
  const [isUnreachable, setIsUnreachable] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const note = ({ isWebSocketConnected }: { isWebSocketConnected: boolean }) => {
      if (!isWebSocketConnected) return void (timer ??= setTimeout(() => setIsUnreachable(true), PATIENCE));
      clearTimeout(timer);
      timer = undefined;
      setIsUnreachable(false);
    };
    note(convex.connectionState());
    const leave = convex.subscribeToConnectionState(note);
    return () => {
      leave();
      clearTimeout(timer);
    };
  }, [convex]);
  return isUnreachable;
}
