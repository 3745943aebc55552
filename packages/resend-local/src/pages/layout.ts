import { readFileSync } from "node:fs";
import type { Reply } from "../http/reply";
import { html, type Html } from "./html";

/**
 * A page loads nothing from elsewhere and allows no inline script or style. The mail itself is in a frame with its own
 * policy.
 */
const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; frame-src 'self'; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export const PAGE_HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};

export function page(options: { title: string; path?: string; main: Html; status?: number }): Reply {
  const tab = (path: string, label: string) =>
    html`<a href="${path}" ${options.path === path && html`aria-current="page"`}>${label}</a>`;
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${options.title}</title>
        <link rel="icon" href="/mailbox.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/mailbox.css" />
        <script src="/mailbox.js" type="module"></script>
      </head>
      <body>
        <header class="row">
          <b>Mailbox</b>
          <nav class="row" aria-label="Mailbox">
            ${tab("/", "Inbox")} ${tab("/suppressed", "Suppressions")} ${tab("/controls", "Faults")}
          </nav>
          <span class="quiet">stands in for Resend</span>
        </header>
        <main>${options.main}</main>
      </body>
    </html>`;
  return {
    status: options.status ?? 200,
    headers: { ...PAGE_HEADERS, "content-security-policy": POLICY },
    body: document.markup,
  };
}

const TYPES: Record<string, string> = {
  "mailbox.css": "text/css",
  "mailbox.js": "text/javascript",
  "mailbox.svg": "image/svg+xml",
};

export const ASSETS = Object.entries(TYPES).map(([name, type]) => ({
  path: `/${name}`,
  reply: {
    status: 200,
    headers: { "content-type": `${type}; charset=utf-8` },
    body: readFileSync(new URL(`./${name}`, import.meta.url), "utf8"),
  } satisfies Reply,
}));
