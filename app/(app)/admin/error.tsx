"use client";

import { useEffect } from "react";
import AppError from "../error";
import { codeOf, type ErrorCode } from "@/lib/failure";
import { usePageSession } from "../page-session";

const LOST: (ErrorCode | undefined)[] = ["forbidden", "unauthenticated"];

/**
 * If somebody loses the role while a page is open, this shows what they would see if they opened it now, because
 * `retry` would be refused again. While the session is in doubt, the page waits.
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
