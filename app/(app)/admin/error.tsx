"use client";

import { useEffect } from "react";
import AppError from "../error";
import { codeOf, type ErrorCode } from "@/lib/failure";
import { usePageSession } from "../page-session";

const LOST: (ErrorCode | undefined)[] = ["forbidden", "unauthenticated"];

/**
 * If the user has lost the role while a page was open, the page is reloaded and shows what they may still see, because
 * the server would refuse a `retry` again. If the session may have ended, the page waits until it is confirmed, and
 * then retries.
 */
export default function AdminError(props: { error: unknown; retry: () => void }) {
  const { error, retry } = props;
  const session = usePageSession();
  const code = codeOf(error);
  useEffect(() => {
    if (code === "forbidden") window.location.reload();
    if (code === "unauthenticated") void session.signedInAgain().then(retry);
  }, [code, session, retry]);
  return LOST.includes(code) ? null : <AppError {...props} />;
}
