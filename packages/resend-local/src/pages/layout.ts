import { readFileSync } from "node:fs";
import type { Reply } from "../http/reply";
import { html, type Html } from "./html";

/** Nothing from elsewhere, no inline script or style; the mail itself lives in a frame with a policy of its own. */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

export const PAGE_HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};

type Tab = "inbox" | "faults";

const ENVELOPE = html`<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
  <rect
    x="1.5"
    y="4.5"
    width="21"
    height="15"
    rx="3.5"
    fill="none"
    stroke="currentColor"
    stroke-width="1.6"
  />
  <path
    d="m2.5 7 9.5 6.5L21.5 7"
    fill="none"
    stroke="currentColor"
    stroke-width="1.6"
    stroke-linejoin="round"
  />
</svg>`;

export function page(options: { title: string; tab: Tab; main: Html; status?: number }): Reply {
  const current = (tab: Tab) => (options.tab === tab ? html` aria-current="page"` : "");
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${options.title}</title>
        <link rel="icon" href="/mailbox.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/mailbox.css" />
        <script src="/mailbox.js" type="module"></script>
      </head>
      <body>
        <a class="skip" href="#main">Skip to content</a>
        <header class="top">
          <a class="brand" href="/">${ENVELOPE}<span>Mailbox</span></a>
          <nav aria-label="Mailbox">
            <a href="/" ${current("inbox")}>Inbox</a><a href="/controls" ${current("faults")}>Faults</a>
          </nav>
          <p class="note">Stands in for Resend during development</p>
        </header>
        <main id="main" tabindex="-1">${options.main}</main>
      </body>
    </html>`;
  return {
    status: options.status ?? 200,
    headers: { ...PAGE_HEADERS, "content-security-policy": POLICY },
    body: document.markup,
  };
}

const asset = (name: string) => readFileSync(new URL(`./${name}`, import.meta.url), "utf8");

const ASSETS: Record<string, { type: string; body: string }> = {
  "/mailbox.css": { type: "text/css", body: asset("mailbox.css") },
  "/mailbox.js": { type: "text/javascript", body: asset("mailbox.js") },
  "/mailbox.svg": { type: "image/svg+xml", body: asset("mailbox.svg") },
};

export const ASSET_PATHS = Object.keys(ASSETS);

export function assetReply(path: string): Reply {
  const { type = "text/plain", body } = ASSETS[path] ?? {};
  return { status: 200, headers: { "content-type": `${type}; charset=utf-8` }, body };
}
