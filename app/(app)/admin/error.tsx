"use client";

import { ConvexError } from "convex/values";
import { useEffect } from "react";
import AppError from "../error";

const LOST = ["forbidden", "unauthenticated"];

/**
 * Whoever loses the role or the session while a page is open is shown what they would see if they opened it now.
 * `retry` would ask as the same person again, and fail again.
 */
export default function AdminError(props: { error: unknown; retry: () => void }) {
  const isLost = LOST.includes(codeOf(props.error));
  useEffect(() => {
    if (isLost) window.location.reload();
  }, [isLost]);
  return isLost ? null : <AppError {...props} />;
}

function codeOf(error: unknown): string {
  if (!(error instanceof ConvexError)) return "";
  return String((error.data as { code?: unknown } | null)?.code);
}
