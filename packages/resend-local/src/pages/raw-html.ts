import type { Reply } from "../http/reply";
import type { Email } from "../mail/email";
import { PAGE_HEADERS } from "./layout";

/**
 * The policy allows no scripts and no forms, but pictures as in the mail. It also applies if the frame's address is
 * opened on its own.
 */
const POLICY = [
  "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation",
  "default-src 'none'",
  "img-src * data:",
  "style-src 'unsafe-inline'",
  "font-src * data:",
  "frame-ancestors 'self'",
].join("; ");

const NEW_TAB = '<base target="_blank">';

/** The mail's own HTML, unchanged except that links open in a new tab. */
export function rawHtml(email: Email): Reply {
  const markup = email.html ?? "";
  const body = /<head[^>]*>/i.test(markup)
    ? markup.replace(/<head[^>]*>/i, (head) => head + NEW_TAB)
    : NEW_TAB + markup;
  return { status: 200, headers: { ...PAGE_HEADERS, "content-security-policy": POLICY }, body };
}
