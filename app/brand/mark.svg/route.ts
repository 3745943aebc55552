import { respond } from "@latchkey/login-links/http";
import { ON_ACCENT } from "@/lib/brand/accent";
import { DEFAULT_APP_NAME } from "@/lib/app-name";
import { escapeHtml } from "@/lib/merge-fields";
import { getBrand } from "@/lib/server/brand";
import { route } from "@/lib/server/route";

export const dynamic = "force-dynamic";

/** The key of the default brand. */
const KEY =
  `<g fill="none" stroke="${ON_ACCENT.light}" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round">` +
  '<circle cx="11" cy="16" r="4.4"/><path d="M15.4 16H26M21.4 16v4M26 16v3.2"/></g>';

const letter = (name: string) =>
  `<text x="16" y="22.5" text-anchor="middle" font-family="system-ui, sans-serif" font-size="19" font-weight="600" ` +
  `fill="${ON_ACCENT.light}">${escapeHtml([...name][0]?.toUpperCase() ?? "")}</text>`;

/** The icon in a browser's tab: the first letter of the name on the accent colour, or the key of the default brand. */
function sendIcon(): Response {
  const { name, accent } = getBrand();
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="${accent.light}"/>` +
    `${name === DEFAULT_APP_NAME ? KEY : letter(name)}</svg>`;
  return respond(200, { "Content-Type": "image/svg+xml", "Cache-Control": "public, max-age=60" }, [], svg);
}

/** HEAD is included, because Next would otherwise run GET for it. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: sendIcon,
  HEAD: () => respond(204),
});
