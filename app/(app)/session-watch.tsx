"use client";

import { useConvexAuth } from "convex/react";
import { useEffect } from "react";
import { authClient } from "@/lib/auth-client";
import { loginPath } from "@/lib/login-path";

/**
 * Leaves for /login when the session has ended, here or in another browser. Better Auth is asked first: a laptop that
 * was offline for a while looks the same from here, and should find its page as it left it.
 */
export function SessionWatch() {
  const { isLoading, isAuthenticated } = useConvexAuth();
  useEffect(() => {
    if (isLoading || isAuthenticated) return;
    void leaveIfEnded();
  }, [isLoading, isAuthenticated]);
  return null;
}

async function leaveIfEnded(): Promise<void> {
  const { data, error } = await authClient.getSession();
  if (!data && !error) leave();
}

/** A whole new page, so that nothing of the person who was signed in stays in memory. */
export function leave(): void {
  window.location.replace(loginPath(window.location.pathname));
}
