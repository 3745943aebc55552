import { createHash } from "node:crypto";

/**
 * The one script of the frame: it tells the page around it how high the mail is, and again when an image makes it higher.
 * The height is no secret, and only this site may frame it.
 */
const SCRIPT = `new ResizeObserver(() => parent.postMessage({ mailHeight: document.body.offsetHeight }, "*")).observe(document.body);`;

const SCRIPT_HASH = createHash("sha256").update(SCRIPT).digest("base64");

/**
 * Headers of a campaign's mail where it is shown in a frame of ours: its own styles, images from wherever mail loads
 * them, the script above by its hash, and nothing else, for whoever opens it outside of that frame too. The script runs in
 * an origin of its own, where it can reach nothing of this site. The images' hosts learn no address of ours.
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
 * The mail as a reader with light or dark colours sees it, whatever this browser prefers. Its links open nothing: the
 * frame that shows it may open no window.
 */
export function asFramed(html: string, isDark: boolean): string {
  return html
    .replace(DARK_ONLY, isDark ? "@media all" : "@media not all")
    .replace(/<head[^>]*>/i, (head) => `${head}<base target="_blank">`)
    .replace(/<\/body>/i, (end) => `<script>${SCRIPT}</script>${end}`);
}
