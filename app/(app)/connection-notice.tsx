"use client";

import { useConvex } from "convex/react";
import { useEffect, useState, useSyncExternalStore } from "react";
import * as messages from "@/lib/messages/shell";
import styles from "./shell.module.css";

/** Interruptions of the connection that are shorter than this, in ms, are not shown. */
const GRACE_MS = 5_000;

/**
 * Shows that the connection is lost. The region is always on the page, because screen readers only announce changes of
 * an existing region.
 */
export function ConnectionNotice() {
  const isOnline = useIsOnline();
  const isUnreachable = useIsUnreachable();
  const problem = !isOnline ? messages.OFFLINE : isUnreachable ? messages.UNREACHABLE : null;
  return (
    <div role="status" className={styles.connection} data-is-lost={problem !== null || undefined}>
      {problem}
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
 * Whether Convex cannot be reached. The state is read in an effect, after the provider above has set the client's
 * identity. Reading it opens the socket, and a socket that opens earlier never authenticates (convex 1.48, `pause` of
 * its WebSocketManager).
 */
function useIsUnreachable(): boolean {
  const convex = useConvex();
  const [isUnreachable, setIsUnreachable] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const note = ({ isWebSocketConnected }: { isWebSocketConnected: boolean }) => {
      if (!isWebSocketConnected) return void (timer ??= setTimeout(() => setIsUnreachable(true), GRACE_MS));
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
