"use client";

import { ConvexError } from "convex/values";
import { useEffect } from "react";
import AppError from "../error";

/**
 * Whoever loses the role while a page is open is shown what they would see if they opened it now. `retry` would ask
 * with the same role again, and fail again.
 */
export default function AdminError(props: { error: unknown; retry: () => void }) {
  const isForbidden =
    props.error instanceof ConvexError && (props.error.data as { code?: string }).code === "forbidden";
  useEffect(() => {
    if (isForbidden) window.location.reload();
  }, [isForbidden]);
  return isForbidden ? null : <AppError {...props} />;
}
