/** The content of the link "It was not me": the notice, and our signature. */
export type NoticeLink = { noticeId: string; signature: string };

/** From a query or a form. Null if one of the two is missing. */
export function readNoticeLink(get: (name: "n" | "s") => unknown): NoticeLink | null {
  const [noticeId, signature] = [get("n"), get("s")];
  return isText(noticeId) && isText(signature) ? { noticeId, signature } : null;
}

const isText = (value: unknown): value is string =>
  typeof value === "string" && value.length > 0 && value.length <= 200;

export const noticePath = ({ noticeId, signature }: NoticeLink, flags: Record<string, string> = {}): string =>
  `/account/notice?${new URLSearchParams({ n: noticeId, s: signature, ...flags })}`;
