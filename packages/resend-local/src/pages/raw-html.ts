import type { Reply } from "../http/reply";
import type { Email } from "../mail/email";
import { PAGE_HEADERS } from "./layout";

/** Also where the frame is opened by itself: no script, no form, pictures as the mail has them. */
const POLICY = [
  "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation",
  "default-src 'none'",
  "img-src * data:",
  "style-src 'unsafe-inline'",
  "font-src * data:",
  "frame-ancestors 'self'",
].join("; ");

const NEW_TAB = '<base target="_blank">';

/** The mail's own HTML, byte for byte but for links opening in a new tab. */
export function rawHtml(email: Email): Reply {
  const markup = email.html ?? "";
  const body = /<head[^>]*>/i.test(markup)
    ? markup.replace(/<head[^>]*>/i, (head) => head + NEW_TAB)
    : NEW_TAB + markup;
  return { status: 200, headers: { ...PAGE_HEADERS, "content-security-policy": POLICY }, body };
}
