import { createHash } from "node:crypto";
import { inScheme } from "./scheme";

/**
 * The only script in the frame. It posts the mail's height to the surrounding page, again whenever the height changes,
 * for example when an image has loaded. Any page may receive the message (`*`), because the height is not secret and
 * only this site may frame the mail.
 */
const SCRIPT = `new ResizeObserver(() => parent.postMessage({ mailHeight: document.body.offsetHeight }, "*")).observe(document.body);`;

/**
 * The headers of a campaign's mail in a frame. They allow the mail's own styles, images over HTTPS, and one script by
 * its hash, and nothing else, even if the mail is opened outside the frame. The sandbox gives the script an origin of
 * its own, so it cannot access this site. The referrer policy hides our address from the hosts of the images.
 */
export const frameHeaders = (script: string): Record<string, string> => ({
  "Content-Security-Policy": [
    "default-src 'none'",
    `script-src 'sha256-${createHash("sha256").update(script).digest("base64")}'`,
    "img-src 'self' https:",
    "style-src 'unsafe-inline'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    "sandbox allow-scripts",
  ].join("; "),
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "SAMEORIGIN",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cache-Control": "no-store",
});

export const MAIL_FRAME_HEADERS = frameHeaders(SCRIPT);

/**
 * The mail's HTML in light or dark mode, whatever this browser prefers. Links in the mail do nothing, because they
 * would open a new window and the sandbox forbids that.
 */
export function asFramed(html: string, isDark: boolean): string {
  return inScheme(html, isDark)
    .replace(/<head[^>]*>/i, (head) => `${head}<base target="_blank">`)
    .replace(/<\/body>/i, (end) => `<script>${SCRIPT}</script>${end}`);
}
