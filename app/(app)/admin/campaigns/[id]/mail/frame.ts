import { createHash } from "node:crypto";

/**
 * The only script in the frame: it reports the mail's height to the page around it, also when an image changes it. The
 * height is not secret, and only this site may frame the page.
 */
const SCRIPT = `new ResizeObserver(() => parent.postMessage({ mailHeight: document.body.offsetHeight }, "*")).observe(document.body);`;

const SCRIPT_HASH = createHash("sha256").update(SCRIPT).digest("base64");

/**
 * The headers of a campaign's mail in our frame. They allow its own styles, images from anywhere, and the script above
 * by its hash, and nothing else, also if the page is opened outside the frame. The script has a separate origin, from
 * which it cannot reach this site. The image hosts do not learn our address.
 */
export const MAIL_FRAME_HEADERS: Record<string, string> = {
  "Content-Security-Policy": [
    "default-src 'none'",
    `script-src 'sha256-${SCRIPT_HASH}'`,
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
};

const DARK_ONLY = /@media\s*\(\s*prefers-color-scheme\s*:\s*dark\s*\)/gi;

/**
 * The mail as a recipient with light or dark colours sees it, whatever this browser prefers. Its links open nothing,
 * because the frame may not open windows.
 */
export function asFramed(html: string, isDark: boolean): string {
  return html
    .replace(DARK_ONLY, `@media ${isDark ? "all" : "not all"}`)
    .replace(/<head[^>]*>/i, (head) => `${head}<base target="_blank">`)
    .replace(/<\/body>/i, (end) => `<script>${SCRIPT}</script>${end}`);
}
