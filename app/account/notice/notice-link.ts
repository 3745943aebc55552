import { isSignedText } from "@/lib/signed-text";

/** The content of the link "It was not me": the notice, and our signature. */
export type NoticeLink = { noticeId: string; signature: string };

/** Reads the link from a query or a form; null if a part is missing. */
export function readNoticeLink(get: (name: "n" | "s") => unknown): NoticeLink | null {
  const [noticeId, signature] = [get("n"), get("s")];
  return isSignedText(noticeId) && isSignedText(signature) ? { noticeId, signature } : null;
}

export const noticePath = ({ noticeId, signature }: NoticeLink, flags: Record<string, string> = {}): string =>
  `/account/notice?${new URLSearchParams({ n: noticeId, s: signature, ...flags })}`;
